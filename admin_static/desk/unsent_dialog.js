import { useEffect } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { useModal } from "../controls/modal.js";

/**
 * Asks an admin who signs out before all replies are sent: unsent replies must not stay in the browser. Initially
 * focuses the button that discards nothing. Once the last reply is sent, it signs out without an answer.
 * @param {{shown: boolean, count: number, onStay: () => void, onDiscard: () => void}} props
 */
export function UnsentDialog({ shown, count, onStay, onDiscard }) {
  const dialog = useModal(shown);
  useEffect(() => {
    if (shown && count === 0) onDiscard();
  }, [shown, count]);

  return html`
    <dialog
      class="dialog"
      role="alertdialog"
      ref=${dialog}
      aria-labelledby="unsent-title"
      aria-describedby="unsent-text"
      onClose=${onStay}
    >
      <header class="dialog-header"><h2 id="unsent-title">${t("unsent.title", { count })}</h2></header>
      <p class="dialog-text" id="unsent-text">${t("unsent.text")}</p>
      <div class="dialog-actions">
        <button class="button" type="button" onClick=${onDiscard}>${t("unsent.discard")}</button>
        <button class="button button-primary" type="button" autofocus onClick=${onStay}>
          ${t("unsent.stay")}
        </button>
      </div>
    </dialog>
  `;
}
