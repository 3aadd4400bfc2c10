import { useEffect, useState } from "preact/hooks";
import { t } from "./catalogue.js";
import { html } from "./html.js";
import { ClockIcon, OfflineIcon } from "./icons.js";

/** A hiccup that heals by itself is not worth a word: how long a state lasts before it is told. */
const PATIENCE_MS = { offline: 400, busy: 1000, behind: 2000, connecting: 4000, polling: 10_000 };

/**
 * Says when what is on screen may not be the whole truth, and nothing else.
 *
 * @param {object} props
 * @param {"connecting" | "live" | "polling" | "busy" | "offline"} props.connection
 * @param {boolean} props.behind whether the server has messages that are not here yet
 * @param {boolean} [props.tellPolling] whether the reader cares that push is held up (an admin
 *   does; a visitor sees every message within a second and has nothing to do about it)
 */
export function ConnectionBanner({ connection, behind, tellPolling = false }) {
  const trouble = troubleOf({ connection, behind, tellPolling });
  const told = useLasting(trouble);

  return html`
    <div class="pl-banner-place" role="status">
      ${
        told &&
        html`<p class="pl-banner" data-trouble=${told}>
          ${told === "offline" ? html`<${OfflineIcon} />` : html`<${ClockIcon} />`}
          <span>${t(`connection.${told}`)}</span>
        </p>`
      }
    </div>
  `;
}

/** The one thing worth telling, the worst first. */
export function troubleOf({ connection, behind, tellPolling }) {
  if (connection === "offline" || connection === "busy") return connection;
  if (behind) return "behind";
  if (connection === "connecting") return "connecting";
  if (connection === "polling" && tellPolling) return "polling";
  return null;
}

function useLasting(trouble) {
  const [told, setTold] = useState(null);
  useEffect(() => {
    if (trouble === null) return setTold(null);
    const timer = setTimeout(() => setTold(trouble), PATIENCE_MS[trouble]);
    return () => clearTimeout(timer);
  }, [trouble]);
  return trouble === null ? null : told;
}
