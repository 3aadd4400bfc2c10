import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Asked } from "./asked.js";
import { CopyButton } from "./copy_button.js";
import { Dialog } from "./dialog.js";
import { Field } from "./field.js";
import { Form } from "./form.js";
import { QrCode } from "./qr_code.js";
import { RecoveryCodes } from "./recovery_codes.js";
import { useAsked } from "./use_asked.js";

/** From the secret by way of the first code to the recovery codes, which are shown this once. */
export function EnrolDialog({ account, onChanged, onClose }) {
  const [codes, setCodes] = useState(null);
  const offer = useAsked(account.offerSecondFactor);
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
  return html`
    <${Dialog} title=${t("enrol.title")} text=${t("enrol.text")} onClose=${onClose}>
      <${Asked} asked=${offer}>
        ${({ secret, uri }) => html`
          <div class="enrol">
            <${QrCode} text=${uri} label=${t("enrol.qr")} />
            <div class="enrol-by-hand">
              <p>${t("enrol.by_hand")}</p>
              <code class="enrol-secret">${inGroups(secret)}</code>
              <div class="enrol-ways">
                <${CopyButton} text=${secret} label=${t("enrol.copy")} />
                <a class="button button-small" href=${uri}>${t("enrol.open_app")}</a>
              </div>
            </div>
          </div>
          <${Form} onSubmit=${confirm} submit=${t("enrol.submit")}>
            ${(problemOf) => html`
              <${Field}
                label=${t("enrol.code")}
                name="code"
                inputmode="numeric"
                autocomplete="one-time-code"
                maxlength="20"
                required
                problem=${problemOf("code")}
              />
            `}
          <//>
        `}
      <//>
    <//>
  `;
}

/** As people copy it by hand: four at a time. */
export function inGroups(secret) {
  return secret.match(/.{1,4}/g).join(" ");
}
