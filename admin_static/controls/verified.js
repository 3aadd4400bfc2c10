import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { VerifiedIcon } from "./icons.js";

/** The site has proved who this is. Its name and e-mail address are as the page gave them. */
export function Verified({ id }) {
  const text = t("verified.text", { id });
  return html`
    <span class="verified" title=${text}><${VerifiedIcon} /><span class="pl-hidden-text">${text}</span></span>
  `;
}
