import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

/** Whom the site knows is blocked as a person: that holds in every browser. */
const kindsOf = (verified) => [verified ? "identity" : "visitor", "address"];

/**
 * Asks whom to block, and why. A native modal: the browser keeps the focus inside, closes it on Esc and gives the focus
 * back. Its keys are not the dashboard's shortcuts.
 */
export function BlockDialog({ shown, verified, onBlock, onClose }) {
  const kinds = kindsOf(verified);
  const dialog = useRef(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    setProblem(null);
    if (shown) dialog.current.showModal();
    else dialog.current.close();
  }, [shown]);

  async function submit(event) {
    event.preventDefault();
    const { kind, reason } = Object.fromEntries(new FormData(event.target));
    setProblem(null);
    try {
      await onBlock({ kind, reason: reason.split(/\s+/).join(" ").trim() });
      event.target.reset();
      onClose();
    } catch (error) {
      setProblem(error.code === "block_impossible" ? "block.impossible" : "block.failed");
    }
  }

  return html`
    <dialog
      class="dialog"
      ref=${dialog}
      aria-labelledby="block-title"
      onClose=${onClose}
      onKeyDown=${(event) => event.stopPropagation()}
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
