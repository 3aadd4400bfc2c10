import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

/**
 * Offers the new version; the open page goes on working until then.
 * @param {{onReload: () => void, onClose: () => void}} props
 */
export function NewVersionBar({ onReload, onClose }) {
  return html`
    <aside class="ask-bar" role="status">
      <p>${t("version.new")}</p>
      <button class="button button-small button-primary" type="button" onClick=${onReload}>${t("version.reload")}</button>
      <button class="button button-small" type="button" onClick=${onClose}>${t("version.later")}</button>
    </aside>
  `;
}
