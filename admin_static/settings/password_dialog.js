import { html } from "../../client/ui/html.js";
import { PasswordField } from "../controls/password_field.js";
import { Dialog } from "./dialog.js";
import { Form } from "./form.js";

/**
 * Asks for the password before what would outlast a stolen session.
 * @param {object} props
 * @param {(password: string) => Promise<void>} props.onSubmit closes the dialog when it is done
 */
export function PasswordDialog({ title, text, submit, danger = false, onSubmit, onClose }) {
  return html`
    <${Dialog} title=${title} text=${text} onClose=${onClose}>
      <${Form} onSubmit=${({ password }) => onSubmit(password)} submit=${submit} danger=${danger}>
        ${(problemOf) => html`<${PasswordField} autofocus problem=${problemOf("password")} />`}
      <//>
    <//>
  `;
}
