import { useState } from "preact/hooks";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { IconButton } from "./icon_button.js";
import { EyeIcon, EyeOffIcon } from "./icons.js";

export function PasswordField(described) {
  const [shown, setShown] = useState(false);
  return html`
    <div class="field">
      <label for="password">${t("sign_in.password")}</label>
      <div class="password">
        <input
          class="input"
          id="password"
          name="password"
          type=${shown ? "text" : "password"}
          autocomplete="current-password"
          autocapitalize="none"
          spellcheck=${false}
          required
          ...${described}
        />
        <${IconButton}
          label=${t(shown ? "sign_in.hide" : "sign_in.show")}
          icon=${shown ? EyeOffIcon : EyeIcon}
          onClick=${() => setShown(!shown)}
        />
      </div>
    </div>
  `;
}
