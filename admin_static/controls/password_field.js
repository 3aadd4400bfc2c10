import { useId, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { IconButton } from "./icon_button.js";
import { EyeIcon, EyeOffIcon } from "./icons.js";

export function PasswordField({ label = t("sign_in.password"), hint, problem, ...described }) {
  const [shown, setShown] = useState(false);
  const id = useId();
  const describedBy = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${hint && html`<p class="field-hint" id="${id}-hint">${hint}</p>`}
      <div class="password">
        <input
          class="input"
          id=${id}
          name="password"
          type=${shown ? "text" : "password"}
          autocomplete="current-password"
          autocapitalize="none"
          spellcheck=${false}
          required
          aria-describedby=${describedBy || undefined}
          aria-invalid=${problem ? "true" : undefined}
          ...${described}
        />
        <${IconButton}
          label=${t(shown ? "sign_in.hide" : "sign_in.show")}
          icon=${shown ? EyeOffIcon : EyeIcon}
          onClick=${() => setShown(!shown)}
        />
      </div>
      ${problem && html`<p class="field-problem" id="${id}-problem">${problem}</p>`}
    </div>
  `;
}
