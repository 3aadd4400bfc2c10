/** @import {InputHTMLAttributes} from "preact" */
import { useId, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { IconButton } from "./buttons.js";
import { EyeIcon, EyeOffIcon } from "./icons.js";

/**
 * The values of a form's text fields, by name.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export const formValues = (form) =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/**
 * Moves the focus to a field of a form.
 * @param {HTMLFormElement | null} form
 * @param {string} name
 */
export function focusField(form, name) {
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

/** @param {InputHTMLAttributes & {label?: string, hint?: string, problem?: string}} props */
export function PasswordField({ label = t("sign_in.password"), hint, problem, ...input }) {
  const [shown, setShown] = useState(false);
  const id = useId();
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${hint && html`<p class="field-hint" id="${id}-hint">${hint}</p>`}
      <div class="password">
        <input
          class="input"
          id=${id}
          name="password"
          type=${shown ? "text" : "password"}
          autocomplete="current-password"
          autocapitalize="none"
          spellcheck=${false}
          required
          aria-describedby=${describedBy(id, { hint, problem })}
          aria-invalid=${problem ? "true" : undefined}
          ...${input}
        />
        <${IconButton}
          label=${t(shown ? "sign_in.hide" : "sign_in.show")}
          icon=${shown ? EyeOffIcon : EyeIcon}
          onClick=${() => setShown(!shown)}
        />
      </div>
      ${problem && html`<p class="field-problem" id="${id}-problem">${problem}</p>`}
    </div>
  `;
}

/**
 * The ids of a field's hint and problem, of those that are shown.
 * @param {string} id the field's
 * @param {Record<string, string | undefined>} texts
 */
export function describedBy(id, texts) {
  const shown = Object.keys(texts).filter((name) => texts[name]);
  return shown.map((name) => `${id}-${name}`).join(" ") || undefined;
}
