/** @import {Account} from "./account_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { CopyButton } from "../../controls/copy_button.js";
import { Field } from "../../controls/fields.js";
import { Tag } from "../../controls/tags.js";
import { download } from "../../download.js";
import { Card } from "../controls/card.js";
import { Dialog, PasswordDialog } from "../controls/dialog.js";
import { Form } from "../controls/form.js";
import { QrCode } from "./qr_code.js";

/** @typedef {{account: Account, onChanged: (on: boolean) => void}} TwoFactorProps */

/** @param {TwoFactorProps & {on: boolean}} props */
export function TwoFactorCard({ account, on, onChanged }) {
  const [dialog, setDialog] = useState("");
  const close = () => setDialog("");
  const switchOff = async (/** @type {string} */ password) => {
    await account.endSecondFactor(password);
    onChanged(false);
    close();
  };

  return html`
    <${Card}
      title=${t("factor.title")}
      text=${t(on ? "factor.text_on" : "factor.text_off")}
      aside=${html`<${Tag} tone=${on ? "good" : "plain"}>${t(on ? "factor.on" : "factor.off")}<//>`}
    >
      <footer class="card-actions">
        <button class="button" type="button" onClick=${() => setDialog(on ? "end" : "enrol")}>
          ${t(on ? "factor.end" : "factor.begin")}
        </button>
      </footer>
      ${dialog === "enrol" && html`<${EnrolDialog} account=${account} onChanged=${onChanged} onClose=${close} />`}
      ${
        dialog === "end" &&
        html`<${PasswordDialog}
          title=${t("factor.end_title")}
          text=${t("factor.end_text")}
          submit=${t("factor.end")}
          danger
          onSubmit=${switchOff}
          onClose=${close}
        />`
      }
    <//>
  `;
}

/**
 * Three steps: the password; the QR code and a first code of the app; the recovery codes.
 * @param {TwoFactorProps & {onClose: () => void}} props
 */
function EnrolDialog({ account, onChanged, onClose }) {
  const [codes, setCodes] = useState(/** @type {string[] | null} */ (null));
  const [offer, setOffer] = useState(/** @type {{secret: string, uri: string} | null} */ (null));
  const begin = async (/** @type {string} */ password) => setOffer(await account.offerSecondFactor(password));
  const confirm = async (/** @type {Record<string, string>} */ { code }) => {
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
      onSubmit=${begin}
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
        <${Field}
          label=${t("enrol.code")}
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="64"
          required
          autofocus
        />
      <//>
    <//>
  `;
}

/** @param {{codes: string[], onDone: () => void}} props */
function RecoveryCodes({ codes, onDone }) {
  const text = `${codes.join("\n")}\n`;
  return html`
    <ul class="recovery">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
    <div class="dialog-actions">
      <${CopyButton} text=${text} label=${t("recovery.copy")} />
      <button
        class="button button-small"
        type="button"
        onClick=${() => download("porchlight-recovery-codes.txt", "text/plain", text)}
      >
        ${t("recovery.download")}
      </button>
      <button class="button button-primary" type="button" onClick=${onDone}>${t("recovery.done")}</button>
    </div>
  `;
}

/** Four characters at a time, which is easier to type. */
function inGroups(/** @type {string} */ secret) {
  return secret.replace(/.{4}(?=.)/g, "$& ");
}
