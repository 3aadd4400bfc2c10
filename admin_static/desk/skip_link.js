import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";

/** Past the inbox, straight to the open conversation. A button, because a #fragment would change the address. */
export function SkipLink() {
  const skip = () => document.getElementById("thread-name")?.focus();
  return html`<button class="skip" type="button" onClick=${skip}>${t("page.skip")}</button>`;
}
