import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { problemText } from "./problem.js";
import { useAction } from "./use_action.js";

/**
 * A form of a card: its fields, what came of sending it, and the button. The fields' problem is told beside the field
 * that the server names, if `children` shows it.
 *
 * @param {object} props
 * @param {(values: Record<string, string>, form: HTMLFormElement) => Promise<void>} props.onSubmit
 * @param {string} props.submit the button
 * @param {string} [props.done] what is said when it has worked
 * @param {boolean} [props.always] may be sent without a change
 * @param {(problemOf: (field: string) => string | undefined) => unknown} props.children
 */
export function Form({ onSubmit, submit, done, always = false, danger = false, children }) {
  const form = useRef(null);
  const [changed, setChanged] = useState(always);
  const action = useAction(async () => {
    await onSubmit(Object.fromEntries(new FormData(form.current)), form.current);
    setChanged(always);
  });
  const { problem } = action;
  const field = problem?.field && form.current?.elements[problem.field] ? problem.field : null;
  useEffect(() => {
    if (field) form.current.elements[field].focus();
  }, [problem]);

  const send = (event) => {
    event.preventDefault();
    if (changed) action.run();
  };
  const onInput = () => {
    setChanged(true);
    if (action.done || problem) action.clear();
  };

  return html`
    <form class="form" ref=${form} onSubmit=${send} onInput=${onInput} novalidate>
      <div class="form-fields">${children((name) => (name === field ? problemText(problem) : undefined))}</div>
      <footer class="form-footer">
        <p class="form-said" role=${problem ? "alert" : "status"} data-problem=${Boolean(problem)}>
          ${problem && !field && problemText(problem)}${action.done && done}
        </p>
        <button
          class=${danger ? "button button-danger" : "button button-primary"}
          type="submit"
          aria-disabled=${action.busy || !changed}
        >
          ${action.busy ? t("settings.saving") : submit}
        </button>
      </footer>
    </form>
  `;
}
