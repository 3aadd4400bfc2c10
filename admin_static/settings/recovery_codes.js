import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { download } from "../download.js";
import { CopyButton } from "./copy_button.js";

export function RecoveryCodes({ codes, onDone }) {
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
