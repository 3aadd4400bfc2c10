import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { VerifiedIcon } from "./icons.js";

/**
 * The id that the site has signed, with a tick. Only the id is verified: a name or an e-mail address
 * is what the page said, so the tick never stands beside one.
 */
export function Verified({ id }) {
  const text = t("verified.text", { id });
  return html`
    <span class="verified" title=${text}>
      <${VerifiedIcon} />
      <bdi class="verified-id" aria-hidden="true">${id}</bdi>
      <span class="pl-hidden-text">${text}</span>
    </span>
  `;
}
