import { useEffect, useState } from "preact/hooks";
import { t } from "./catalogue.js";
import { html } from "./html.js";

const MINUTES_FROM_S = 90;

/**
 * Under a message that the server has asked to wait with: how long still. Said once to those who listen, counted down
 * for those who look.
 *
 * @param {object} props
 * @param {number} [props.until] epoch milliseconds
 */
export function Held({ until = 0 }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (until <= Date.now()) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [until]);

  const seconds = Math.ceil((until - now) / 1000);
  if (seconds <= 0) return null;
  return html`
    <p class="pl-held">
      <span aria-hidden="true">${heldText(seconds)}</span>
      <span class="pl-hidden-text">${t("message.held_spoken")}</span>
    </p>
  `;
}

export function heldText(seconds) {
  if (seconds < MINUTES_FROM_S) return t("message.held", { count: seconds });
  return t("message.held_minutes", { count: Math.ceil(seconds / 60) });
}
