/** @import {ViewMessage} from "../../client/delivery/types" */
import { t } from "../../client/ui/catalogue.js";
import { ratingOf } from "../../client/ui/closings.js";
import { html } from "../../client/ui/html.js";
import { fullTime } from "../../client/ui/time.js";

/** The kinds of the conversation's own log. Those of the desk's are drawn by what is loaded for them. */
const LOGGED = new Set(["closed", "reopened", "rated"]);

/** For MessageList's `entry`: who closed the conversation and what the visitor said of it. @param {ViewMessage[]} messages */
export const entryLine = (messages) => (/** @type {ViewMessage} */ entry) => {
  const { id, kind, target, rating, sender_name: name, body, sent_at } = entry;
  if (!LOGGED.has(kind ?? "")) return null;
  // A rating that was changed is replaced by the next one.
  if (kind === "rated" && (!rating || ratingOf(target ?? 0, messages)?.id !== id)) return null;
  return html`
    <p class="entry" title=${fullTime(sent_at)}>${t(`entry.${kind}`, { name, rating })}</p>
    ${body && html`<blockquote class="entry-comment" dir="auto">${body}</blockquote>`}
  `;
};
