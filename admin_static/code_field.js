import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";

/** Of an authenticator app, or a recovery code: so letters, too. */
export function CodeField(described) {
  return html`
    <label class="field">
      <span>${t("sign_in.code")}</span>
      <input
        class="input"
        name="code"
        type="text"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck=${false}
        maxlength="20"
        required
        ...${described}
      />
    </label>
  `;
}
