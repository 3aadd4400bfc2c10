import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CopyButton } from "./copy_button.js";
import { Dialog } from "./dialog.js";
import { Field } from "./field.js";
import { Form } from "./form.js";
import { PasswordDialog } from "./password_dialog.js";
import { QrCode } from "./qr_code.js";
import { RecoveryCodes } from "./recovery_codes.js";

/** From the password by way of the secret and the first code to the recovery codes. */
export function EnrolDialog({ account, onChanged, onClose }) {
  const [codes, setCodes] = useState(null);
  const [offer, setOffer] = useState(null);
  const confirm = async ({ code }) => {
    setCodes(await account.confirmSecondFactor(code.trim()));
    onChanged(true);
  };

  if (codes) {
    return html`
      <${Dialog} title=${t("recovery.title")} text=${t("recovery.text")} onClose=${onClose}>
        <${RecoveryCodes} codes=${codes} onDone=${onClose} />
      <//>
    `;
  }
  if (!offer) {
    return html`<${PasswordDialog}
      title=${t("enrol.title")}
      text=${t("enrol.password")}
      submit=${t("enrol.next")}
      onSubmit=${async (password) => setOffer(await account.offerSecondFactor(password))}
      onClose=${onClose}
    />`;
  }
  return html`
    <${Dialog} key="offer" title=${t("enrol.title")} text=${t("enrol.text")} onClose=${onClose}>
      <div class="enrol">
        <${QrCode} text=${offer.uri} label=${t("enrol.qr")} />
        <div class="enrol-by-hand">
          <p>${t("enrol.by_hand")}</p>
          <code class="enrol-secret">${inGroups(offer.secret)}</code>
          <div class="enrol-ways">
            <${CopyButton} text=${offer.secret} label=${t("enrol.copy")} />
            <a class="button button-small" href=${offer.uri}>${t("enrol.open_app")}</a>
          </div>
        </div>
      </div>
      <${Form} key="code" onSubmit=${confirm} submit=${t("enrol.submit")}>
        ${(problemOf) => html`
          <${Field}
            label=${t("enrol.code")}
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength="64"
            required
            autofocus
            problem=${problemOf("code")}
          />
        `}
      <//>
    <//>
  `;
}

/** As people copy it by hand: four at a time. */
export function inGroups(secret) {
  return secret.match(/.{1,4}/g).join(" ");
}
