import { html } from "../../client/ui/html.js";

export function Empty({ Icon, text }) {
  return html`<div class="empty"><${Icon} /><p>${text}</p></div>`;
}
