import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Dialog } from "./dialog.js";
import { problemText } from "./problem.js";
import { useAction } from "./use_action.js";

/**
 * Asks before something that is not taken back by a click. Whoever is asked for it closes the dialog when it is done; it
 * stays, and says why, where it did not work.
 */
export function Confirm({ title, text, submit, danger = true, onConfirm, onClose }) {
  const action = useAction(onConfirm);
  return html`
    <${Dialog} title=${title} text=${text} onClose=${onClose}>
      <p class="dialog-problem" role="alert">${action.problem && problemText(action.problem)}</p>
      <div class="dialog-actions">
        <button class="button" type="button" autofocus onClick=${onClose}>${t("settings.cancel")}</button>
        <button
          class=${danger ? "button button-danger" : "button button-primary"}
          type="button"
          aria-disabled=${action.busy}
          onClick=${action.run}
        >
          ${action.busy ? t("settings.saving") : submit}
        </button>
      </div>
    <//>
  `;
}
