/** @import {TargetedFocusEvent} from "preact" */
/** @import {DialogProps} from "./dialog.js" */
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { clockTime, dayLabel } from "../../../client/ui/time.js";
import { CopyButton } from "../../controls/copy_button.js";
import { Field, PasswordField } from "../../controls/fields.js";
import { Dialog } from "./dialog.js";
import { Form } from "./form.js";

/**
 * Shows a secret or a link that the server returns only once.
 * @param {DialogProps & {label: string, secret: string}} props
 */
export function SecretDialog({ title, text, label, secret, onClose }) {
  return html`
    <${Dialog} title=${title} text=${text} onClose=${onClose}>
      <div class="secret">
        <input
          class="input mono"
          type="text"
          readonly
          autofocus
          aria-label=${label}
          value=${secret}
          onFocus=${(/** @type {TargetedFocusEvent<HTMLInputElement>} */ event) => event.currentTarget.select()}
        />
        <${CopyButton} text=${secret} />
      </div>
      <div class="dialog-actions">
        <button class="button button-primary" type="button" onClick=${onClose}>${t("settings.done")}</button>
      </div>
    <//>
  `;
}

/**
 * Asks before a token or secret is generated. `overlap`: there is a previous one, which stays valid for some days.
 * @param {DialogProps & {
 *   submit: string, overlap?: boolean, password?: boolean,
 *   onSubmit: (overlapDays: number, password: string) => Promise<unknown>,
 * }} props
 */
export function ReplaceDialog({ title, text, submit, overlap = true, password = false, onSubmit, onClose }) {
  const send = (/** @type {Record<string, string>} */ { overlap_days = "0", password }) =>
    onSubmit(Number(overlap_days), password);
  return html`
    <${Dialog} title=${title} text=${text} onClose=${onClose}>
      <${Form} onSubmit=${send} submit=${submit} always=${overlap} danger=${overlap}>
        ${
          overlap &&
          html`<${Field}
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
          />`
        }
        ${password && html`<${PasswordField} autofocus=${!overlap} />`}
      <//>
    <//>
  `;
}

/** "Tuesday 24 November, 10:30": when something expires. */
export function expiryText(/** @type {number} */ at, now = Date.now()) {
  return t("settings.until", { day: dayLabel(at, now), time: clockTime(at) });
}
