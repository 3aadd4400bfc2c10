import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { PasswordField } from "../controls/password_field.js";
import { Dialog } from "./dialog.js";
import { Field } from "./field.js";
import { Form } from "./form.js";

/** Asks for how long the one before is good besides the new one, and for the password if that is needed. */
export function OverlapDialog({ title, text, submit, password = false, onSubmit, onClose }) {
  const send = ({ overlap_days, password }) => onSubmit(Number(overlap_days), password);
  return html`
    <${Dialog} title=${title} text=${text} onClose=${onClose}>
      <${Form} onSubmit=${send} submit=${submit} always danger>
        ${(problemOf) => html`
          <${Field}
            label=${t("overlap.label")}
            hint=${t("overlap.hint")}
            unit=${t("settings.days")}
            name="overlap_days"
            autofocus
            type="number"
            min="0"
            max="90"
            step="1"
            defaultValue="7"
            problem=${problemOf("overlap_days")}
          />
          ${password && html`<${PasswordField} problem=${problemOf("password")} />`}
        `}
      <//>
    <//>
  `;
}
