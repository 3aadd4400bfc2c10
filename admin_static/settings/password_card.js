import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { PasswordField } from "../controls/password_field.js";
import { Card } from "./card.js";
import { Form } from "./form.js";

export function PasswordCard({ account, me, onChanged }) {
  const change = async ({ current, password }, form) => {
    const { device_token } = await account.changePassword(current, password);
    form.reset();
    onChanged(device_token);
  };

  return html`
    <${Card} title=${t("password.title")} text=${t("password.text")}>
      <${Form} onSubmit=${change} submit=${t("password.submit")} done=${t("password.done")}>
        ${(problemOf) => html`
          <${ForPasswordManagers} email=${me.email} />
          <${PasswordField} label=${t("password.current")} name="current" problem=${problemOf("current")} />
          <${PasswordField}
            label=${t("password.new")}
            hint=${t("password_rule.text")}
            autocomplete="new-password"
            problem=${problemOf("password")}
          />
        `}
      <//>
    <//>
  `;
}

/** They ask whose password is changed, and find it in the form only. */
function ForPasswordManagers({ email }) {
  return html`<input
    class="pl-hidden-text"
    type="text"
    autocomplete="username"
    readonly
    tabindex="-1"
    aria-hidden="true"
    value=${email}
  />`;
}
