/** @import {AttentionSettings} from "./attention.js" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

/**
 * Leads to the browser's own question, which it asks only after a click. A refusal there could not be taken back in the
 * page, so the page asks first.
 * @param {{settings: Pick<AttentionSettings, "asked">, onClose: () => void}} props
 */
export function NotificationBar({ settings, onClose }) {
  const answered = () => {
    settings.asked.set();
    onClose();
  };
  const turnOn = () => Notification.requestPermission().finally(answered);

  return html`
    <aside class="ask-bar" aria-label=${t("attention.ask_label")}>
      <p>${t("attention.ask")}</p>
      <button class="button button-small button-primary" type="button" onClick=${turnOn}>
        ${t("attention.turn_on")}
      </button>
      <button class="button button-small" type="button" onClick=${answered}>${t("attention.not_now")}</button>
    </aside>
  `;
}
