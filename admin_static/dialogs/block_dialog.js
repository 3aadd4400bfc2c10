/** @import {TargetedSubmitEvent} from "preact" */
/** @import {ApiError} from "../../client/delivery/types" */
/** @import {BlockKind, NewBlock} from "../../client/wire" */
import { useEffect, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { enBlock } from "../catalogue/en_block.js";
import { useModal } from "../controls/modal.js";

addTexts(enBlock);

/**
 * Asks what to block, and for the reason. Keys pressed in it are not the dashboard's shortcuts.
 * @typedef {Omit<NewBlock, "conversation_id">} Answer
 * @param {{
 *   shown: boolean, verified: boolean, onBlock: (answer: Answer) => Promise<void>, onClose: () => void,
 * }} props
 */
export function BlockDialog({ shown, verified, onBlock, onClose }) {
  const dialog = useModal(shown);
  const [problem, setProblem] = useState("");
  useEffect(() => setProblem(""), [shown]);
  // The block of a verified visitor applies in every browser.
  /** @type {BlockKind[]} */
  const kinds = [verified ? "identity" : "visitor", "address"];

  async function submit(/** @type {TargetedSubmitEvent<HTMLFormElement>} */ event) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const kind = kinds.find((one) => one === fields.get("kind")) ?? kinds[0];
    const reason = String(fields.get("reason")).split(/\s+/).join(" ").trim();
    setProblem("");
    await onBlock({ kind, reason }).then(
      () => {
        form.reset();
        onClose();
      },
      (/** @type {ApiError} */ error) =>
        setProblem(error.code === "block_impossible" ? "block.impossible" : "block.failed"),
    );
  }

  return html`
    <dialog
      class="dialog"
      ref=${dialog}
      aria-labelledby="block-title"
      onClose=${onClose}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.stopPropagation()}
    >
      <header class="dialog-header"><h2 id="block-title">${t("block.title")}</h2></header>
      <p class="dialog-text">${t("block.text")}</p>
      <form class="block-form" onSubmit=${submit}>
        <fieldset>
          <legend class="pl-hidden-text">${t("block.whom")}</legend>
          ${kinds.map(
            (kind) => html`
              <label class="choice" key=${kind}>
                <input type="radio" name="kind" value=${kind} defaultChecked=${kind === kinds[0]} />
                <span>${t(`block_kind.${kind}`)}</span>
                <small>${t(`block_hint.${kind}`)}</small>
              </label>
            `,
          )}
        </fieldset>
        <label class="field">
          <span>${t("block.reason")}</span>
          <input class="input" name="reason" maxlength="200" autocomplete="off" dir="auto" />
        </label>
        <p class="block-problem" role="alert">${problem && t(problem)}</p>
        <div class="dialog-actions">
          <button class="button" type="button" onClick=${onClose}>${t("block.cancel")}</button>
          <button class="button button-danger" type="submit">${t("block.submit")}</button>
        </div>
      </form>
    </dialog>
  `;
}
