import { html } from "../client/ui/html.js";

export function IconButton({ label, icon, onClick }) {
  return html`
    <button class="icon-button" type="button" aria-label=${label} title=${label} onClick=${onClick}>
      <${icon} />
    </button>
  `;
}
