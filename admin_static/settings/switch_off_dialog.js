import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { PasswordDialog } from "./password_dialog.js";

export function SwitchOffDialog({ account, onChanged, onClose }) {
  const end = async (password) => {
    await account.endSecondFactor(password);
    onChanged(false);
    onClose();
  };
  return html`<${PasswordDialog}
    title=${t("factor.end_title")}
    text=${t("factor.end_text")}
    submit=${t("factor.end")}
    danger
    onSubmit=${end}
    onClose=${onClose}
  />`;
}
