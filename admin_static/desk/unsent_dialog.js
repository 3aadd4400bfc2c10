import { useEffect, useRef } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

/**
 * Asked of somebody who signs out before everything is sent: replies must not stay readable in the browser of somebody
 * who has left. A native modal, in which the focus begins where nothing is lost. When the last reply is sent
 * meanwhile, there is nothing left to ask.
 */
export function UnsentDialog({ shown, count, onStay, onDiscard }) {
  const dialog = useRef(null);
  useEffect(() => {
    if (shown) dialog.current.showModal();
    else dialog.current.close();
  }, [shown]);
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
