import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { PasswordField } from "../controls/password_field.js";
import { Dialog } from "./dialog.js";
import { Form } from "./form.js";

export function SwitchOffDialog({ account, onChanged, onClose }) {
  const end = async ({ password }) => {
    await account.endSecondFactor(password);
    onChanged(false);
    onClose();
  };
  return html`
    <${Dialog} title=${t("factor.end_title")} text=${t("factor.end_text")} onClose=${onClose}>
      <${Form} onSubmit=${end} submit=${t("factor.end")} danger>
        ${(problemOf) => html`<${PasswordField} autofocus problem=${problemOf("password")} />`}
      <//>
    <//>
  `;
}
