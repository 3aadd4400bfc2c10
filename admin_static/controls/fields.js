/** @import {ComponentChildren, InputHTMLAttributes} from "preact" */
import { createContext } from "preact";
import { useContext, useId, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { IconButton } from "./buttons.js";
import { EyeIcon, EyeOffIcon } from "./icons.js";

/** A form provides the error text of its fields here: what `Field` shows if it gets no `problem` itself. */
export const FieldProblems = createContext(
  /** @type {(name: string) => string | undefined} */ (() => undefined),
);

/**
 * A labelled input with a hint, a unit and an error text.
 * @param {InputHTMLAttributes & {
 *   label: string, name: string, hint?: string, problem?: string, unit?: string,
 *   as?: "input" | "textarea" | "select", action?: ComponentChildren,
 * }} props `action`: a button inside the input
 */
export function Field({ label, hint, problem, unit, as = "input", action, ...input }) {
  const id = useId();
  const problemOf = useContext(FieldProblems);
  const shown = { hint, problem: problem ?? problemOf(input.name) };
  const described = Object.entries(shown).flatMap(([part, text]) => (text ? `${id}-${part}` : []));
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${hint && html`<p class="field-hint" id="${id}-hint">${hint}</p>`}
      <div class=${action ? "password" : "field-input"} data-unit=${unit !== undefined}>
        <${as}
          class="input"
          id=${id}
          autocomplete="off"
          dir="auto"
          aria-describedby=${described.join(" ") || undefined}
          aria-invalid=${shown.problem ? "true" : undefined}
          ...${input}
        />
        ${action}
        ${unit && html`<span class="field-unit" aria-hidden="true">${unit}</span>`}
      </div>
      ${shown.problem && html`<p class="field-problem" id="${id}-problem">${shown.problem}</p>`}
    </div>
  `;
}

/** @param {InputHTMLAttributes & {label?: string, hint?: string, problem?: string}} props */
export function PasswordField(props) {
  const [shown, setShown] = useState(false);
  const toggle = html`<${IconButton}
    label=${t(shown ? "sign_in.hide" : "sign_in.show")}
    icon=${shown ? EyeOffIcon : EyeIcon}
    onClick=${() => setShown(!shown)}
  />`;
  return html`<${Field}
    label=${t("sign_in.password")}
    name="password"
    type=${shown ? "text" : "password"}
    autocomplete="current-password"
    autocapitalize="none"
    spellcheck=${false}
    required
    action=${toggle}
    ...${props}
  />`;
}

/** The values of a form's text fields, by name. @param {HTMLFormElement} form @returns {Record<string, string>} */
export const formValues = (form) =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/** Moves the focus to a field of a form. @param {HTMLFormElement | null} form @param {string} name */
export function focusField(form, name) {
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}
