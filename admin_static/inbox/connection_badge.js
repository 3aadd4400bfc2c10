import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

/** Always there, and quiet: the banner speaks up when something lasts. */
export function ConnectionBadge({ connection, behind }) {
  const state = connection === "live" && behind ? "behind" : connection;
  return html`
    <span class="badge" data-state=${state} title=${t(`badge.${state}_hint`)}>
      ${t(`badge.${state}`)}
    </span>
  `;
}
