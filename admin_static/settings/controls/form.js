/** @import {ComponentChildren, TargetedSubmitEvent} from "preact" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { FieldProblems, focusField, formValues } from "../../controls/fields.js";
import { errorText, useAction } from "./requests.js";

/**
 * A form with its fields, its submit button and the result of the last submit. An error that names a field is shown by
 * that field.
 * @param {{
 *   onSubmit: (values: Record<string, string>, form: HTMLFormElement) => Promise<unknown>,
 *   submit: string, done?: string, always?: boolean, danger?: boolean,
 *   children: ComponentChildren,
 * }} props `submit`: label of the button; `done`: shown after success; `always`: may be submitted unchanged
 */
export function Form({ onSubmit, submit, done, always = false, danger = false, children }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const [changed, setChanged] = useState(always);
  const action = useAction(async (/** @type {HTMLFormElement} */ submitted) => {
    await onSubmit(formValues(submitted), submitted);
    setChanged(always);
  });
  const { error } = action;
  const field = error?.field && form.current?.elements.namedItem(error.field) ? error.field : null;
  useLayoutEffect(() => {
    if (field) focusField(form.current, field);
  }, [error]);

  const send = (/** @type {TargetedSubmitEvent<HTMLFormElement>} */ event) => {
    event.preventDefault();
    if (changed) action.run(event.currentTarget);
  };
  const onInput = () => {
    setChanged(true);
    if (action.done || error) action.clear();
  };
  const problemOf = (/** @type {string} */ name) => (error && name === field ? errorText(error) : undefined);

  return html`
    <form class="form" ref=${form} onSubmit=${send} onInput=${onInput} novalidate>
      <div class="form-fields"><${FieldProblems.Provider} value=${problemOf}>${children}<//></div>
      <footer class="form-footer">
        <p class="form-status" role=${error ? "alert" : "status"} data-problem=${Boolean(error)}>
          ${error && !field && errorText(error)}${action.done && done}
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
