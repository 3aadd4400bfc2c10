import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

/** Of an authenticator app, or a recovery code: so letters, too. */
export function CodeField(described) {
  return html`
    <div class="field">
      <label for="code">${t("sign_in.code")}</label>
      <input
        class="input"
        id="code"
        name="code"
        type="text"
        autocomplete="one-time-code"
        autocapitalize="none"
        spellcheck=${false}
        maxlength="64"
        required
        ...${described}
      />
      <p class="field-hint">${t("sign_in.code_hint")}</p>
    </div>
  `;
}
