import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CopyButton } from "./copy_button.js";
import { Dialog } from "./dialog.js";

/** What is told this once: a link to pass on, or a secret to keep. */
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
          onFocus=${(event) => event.target.select()}
        />
        <${CopyButton} text=${secret} />
      </div>
      <div class="dialog-actions">
        <button class="button button-primary" type="button" onClick=${onClose}>${t("settings.done")}</button>
      </div>
    <//>
  `;
}
