import { html } from "../../client/ui/html.js";

export function IconButton({ label, icon, ...button }) {
  return html`
    <button class="icon-button" type="button" aria-label=${label} title=${label} ...${button}>
      <${icon} />
    </button>
  `;
}
