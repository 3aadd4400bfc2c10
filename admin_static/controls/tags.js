/** @import {ComponentChildren} from "preact" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { VerifiedIcon } from "./icons.js";

/**
 * A short label beside the thing that it describes.
 * @param {{tone?: "plain" | "good" | "bad" | "accent", children?: ComponentChildren}} props
 */
export function Tag({ tone = "plain", children }) {
  return html`<span class="tag" data-tone=${tone}>${children}</span>`;
}

/** What the bot has left of a conversation. @param {{bot?: "on" | "person"}} props */
export function BotTag({ bot }) {
  return bot && html`<${Tag} tone=${bot === "person" ? "accent" : "plain"}>${t(`bot_state.${bot}`)}<//>`;
}

/**
 * The id of a verified visitor, with a tick. The site signs only the id; name and e-mail address come from the page
 * unsigned, so the tick is never shown beside them.
 * @param {{id: string}} props
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
