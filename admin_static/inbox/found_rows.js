/** @import {Admin, Conversation, FoundMessage as Message} from "../../client/wire" */
import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { briefTime, fullTime } from "../../client/ui/time.js";
import { nameOf } from "../admin/inbox.js";
import { shownName } from "../controls/visitor_names.js";
import { conversationHref, messageHref } from "../route.js";

/** A conversation that was found by its visitor or its tags. @param {{conversation: Conversation, open: boolean}} props */
export function FoundConversation({ conversation, open }) {
  const { id, visitor, preview, last_at, tags, links } = conversation;
  const name = shownName(nameOf(visitor));
  const email = visitor.email ?? visitor.contact?.email;
  return html`
    <li>
      <a class="row" href=${conversationHref(id)} aria-current=${open ? "page" : undefined}>
        <${Avatar} name=${name} seed=${id} />
        <span class="row-top">
          <bdi class="row-name">${name}</bdi>
          ${links?.length && html`<span class="row-tag">${t("found.linked")}</span>`}
          <${When} at=${last_at} />
        </span>
        <span class="row-bottom">
          <span class="row-preview" dir="auto">${[email, ...(tags ?? [])].filter(Boolean).join(" · ") || preview}</span>
        </span>
      </a>
    </li>
  `;
}

/** A message with the words that were found. @param {{message: Message, me: Admin}} props */
export function FoundMessage({ message, me }) {
  const { conversation_id, id, sender_type, sender_name, sent_at, snippet } = message;
  const name = shownName(message.visitor_name);
  const mine = sender_type === "admin" && sender_name === me.name;
  return html`
    <li>
      <a class="row found-message" href=${messageHref(conversation_id, id)}>
        <${Avatar} name=${name} seed=${conversation_id} />
        <span class="row-top">
          <bdi class="row-name">${name}</bdi>
          <${When} at=${sent_at} />
        </span>
        <span class="found-snippet" dir="auto">
          ${
            sender_type !== "visitor" &&
            html`<span class="found-sender">${mine ? t("found.you") : t("found.by", { name: sender_name })}</span>`
          }
          ${snippet.map((piece) => (piece.match ? html`<mark>${piece.text}</mark>` : piece.text))}
        </span>
      </a>
    </li>
  `;
}

/** @param {{at: number}} props */
function When({ at }) {
  return html`
    <time class="row-time" datetime=${new Date(at).toISOString()} title=${fullTime(at)}>
      ${briefTime(at, Date.now())}
    </time>
  `;
}
