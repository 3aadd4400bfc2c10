/** @import {Connection} from "../delivery/types" */
import { useEffect, useState } from "preact/hooks";
import { t } from "./catalogue.js";
import { html } from "./html.js";
import { ClockIcon, OfflineIcon } from "./icons.js";

/**
 * @typedef {Exclude<Connection, "live"> | "behind"} Trouble
 * @typedef {{ connection: Connection, behind: boolean, showPolling?: boolean }} Props
 */

/** How long each problem has to last before it is shown: short ones usually pass. @type {Record<Trouble, number>} */
const SHOW_AFTER_MS = { offline: 400, busy: 1000, behind: 2000, connecting: 4000, polling: 10_000 };

/**
 * Shows a problem with the connection, if there is one.
 * @param {Props} props `behind`: the server has messages that are not loaded yet; `showPolling`: whether a missing
 *   socket is a problem. To an admin it is; a visitor cannot do anything about it.
 */
export function ConnectionBanner({ connection, behind, showPolling = false }) {
  const shown = useLasting(troubleOf({ connection, behind, showPolling }));

  return html`
    <div class="pl-banner-place" role="status">
      ${
        shown &&
        html`<p class="pl-banner" data-trouble=${shown}>
          ${shown === "offline" ? html`<${OfflineIcon} />` : html`<${ClockIcon} />`}
          <span>${t(`connection.${shown}`)}</span>
        </p>`
      }
    </div>
  `;
}

/** The most serious problem. @param {Props} props @returns {Trouble | null} */
export function troubleOf({ connection, behind, showPolling }) {
  if (connection === "offline" || connection === "busy") return connection;
  if (behind) return "behind";
  if (connection === "connecting") return "connecting";
  if (connection === "polling" && showPolling) return "polling";
  return null;
}

/** @param {Trouble | null} trouble */
function useLasting(trouble) {
  const [shown, setShown] = useState(/** @type {Trouble | null} */ (null));
  useEffect(() => {
    if (trouble === null) return setShown(null);
    const timer = setTimeout(() => setShown(trouble), SHOW_AFTER_MS[trouble]);
    return () => clearTimeout(timer);
  }, [trouble]);
  return trouble === null ? null : shown;
}
