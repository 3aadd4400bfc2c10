/** @import {InboxRow as Row} from "../admin/inbox.js" */
import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { unformatted } from "../../client/ui/formatting.js";
import { html } from "../../client/ui/html.js";
import { AlertIcon } from "../../client/ui/icons.js";
import { memo } from "../../client/ui/memo.js";
import { fullTime } from "../../client/ui/time.js";
import { ReplyIcon } from "../controls/icons.js";
import { BotTag, Verified } from "../controls/tags.js";
import { conversationHref } from "../route.js";
import { relativeTime } from "./relative_time.js";
import { unreadLabel } from "./unread.js";

/**
 * A link, so that it can be opened in a new tab.
 * @typedef {{conversation: Row, open: boolean, reachable: boolean, tagged: boolean, viewer?: string, typing: boolean, now: number}} Props `reachable`:
 *   by Tab; `tagged`: shows a part of the id; `viewer`: a colleague who has it open; `typing`: the visitor is
 */
export const InboxRow = memo((/** @type {Props} */ props) => {
  const { conversation, open, reachable, tagged, viewer, typing, now } = props;
  const { id, name, verified_id, preview, last_at, last_sender, bot, unread, failed } = conversation;
  return html`
    <li>
      <a
        class="row"
        id=${rowId(id)}
        href=${conversationHref(id)}
        tabindex=${reachable ? 0 : -1}
        aria-current=${open ? "page" : undefined}
        data-conversation=${id}
        data-unread=${unread > 0}
      >
        <${Avatar} name=${name} seed=${id} />
        <span class="row-top">
          <bdi class="row-name">${name}</bdi>
          ${verified_id && html`<${Verified} id=${verified_id} />`}
          ${tagged && !verified_id && html`<span class="row-tag">${shortId(id)}</span>`}
          <${BotTag} bot=${bot} />
          <time class="row-time" datetime=${new Date(last_at).toISOString()} title=${fullTime(last_at)}>
            ${relativeTime(last_at, now)}
          </time>
        </span>
        <span class="row-bottom">
          ${
            last_sender !== "visitor" &&
            html`<span class="row-answered">
              <${ReplyIcon} /><span class="pl-hidden-text">${t("inbox.answered")}</span>
            </span>`
          }
          ${
            typing
              ? html`<span class="row-preview row-typing">${t("presence.typing")}</span>`
              : html`<span class="row-preview" dir="auto">${previewText(preview, last_sender)}</span>`
          }
          ${
            viewer &&
            html`<span class="row-viewers" title=${t("presence.viewing_one", { name: viewer })}>
              <${Avatar} name=${viewer} />
              <span class="pl-hidden-text">${t("presence.viewing_one", { name: viewer })}</span>
            </span>`
          }
          ${failed > 0 && html`<${Failed} count=${failed} />`}
          ${unread > 0 && html`<${Unread} count=${unread} />`}
        </span>
      </a>
    </li>
  `;
});

/** The last message may have been deleted. @param {string} preview @param {string} sender */
export function previewText(preview, sender) {
  if (!preview) return t("inbox.deleted");
  return sender === "visitor" ? preview : unformatted(preview);
}

/** Replies may fail while another conversation is open. @param {{count: number}} props */
function Failed({ count }) {
  const text = t("inbox.failed", { count });
  return html`
    <span class="row-failed" title=${text}><${AlertIcon} /><span class="pl-hidden-text">${text}</span></span>
  `;
}

/** @param {{count: number}} props */
function Unread({ count }) {
  return html`
    <span class="row-unread">
      <span aria-hidden="true">${unreadLabel(count)}</span>
      <span class="pl-hidden-text">${t("inbox.unread", { count })}</span>
    </span>
  `;
}

/** @param {string} conversationId */
const rowId = (conversationId) => `row-${conversationId}`;

/** @param {string} conversationId */
export function focusRow(conversationId) {
  document.getElementById(rowId(conversationId))?.focus();
}

/** Names that several rows have, mostly "Visitor": these rows show a part of their id. @param {{name: string}[]} conversations */
export function sharedNames(conversations) {
  const seen = new Set();
  const shared = new Set();
  for (const { name } of conversations) (seen.has(name) ? shared : seen).add(name);
  return shared;
}

/** @param {string} conversationId */
export function shortId(conversationId) {
  return conversationId.slice(-4);
}
