/** @import {InboxRow as Row} from "../admin/inbox.js" */
/** @import {List} from "../admin/views.js" */
import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { unformatted } from "../../client/ui/formatting.js";
import { html } from "../../client/ui/html.js";
import { AlertIcon, ClockIcon } from "../../client/ui/icons.js";
import { memo } from "../../client/ui/memo.js";
import { fullTime } from "../../client/ui/time.js";
import { isSnoozed } from "../admin/views.js";
import { Face } from "../controls/face.js";
import { LinkIcon, ReplyIcon } from "../controls/icons.js";
import { BotTag, Verified } from "../controls/tags.js";
import { shownName } from "../controls/visitor_names.js";
import { conversationHref } from "../route.js";
import { duration, relativeTime, untilTime } from "./relative_time.js";
import { unreadLabel } from "./unread.js";

const TAGS = 3;

/**
 * A link, so that it can be opened in a new tab, with a box beside it that selects it.
 * @typedef {object} Props
 * @property {Row} conversation
 * @property {List} list to which the link leads back
 * @property {boolean} open
 * @property {boolean} reachable by Tab
 * @property {boolean} selected
 * @property {boolean} tagged shows a part of the id
 * @property {string} [assignee] the name of the admin whose it is; "" while it is not known
 * @property {boolean} draft whether there is an unsent draft
 * @property {string} [viewer] a colleague who has it open
 * @property {boolean} typing the visitor is
 * @property {number} now
 * @property {(id: string, range: boolean) => void} onSelect
 */
export const InboxRow = memo((/** @type {Props} */ props) => {
  const { conversation, list, open, reachable, selected, tagged, draft, viewer, typing, now, onSelect } =
    props;
  const { id, name, verified_id, preview, last_sender, bot, unread, failed, tags, assignee_id, links } =
    conversation;
  return html`
    <div class="row-frame" data-kind=${tags?.length ? "tagged" : "plain"} data-selected=${selected}>
      <label class="row-check">
        <input
          type="checkbox"
          checked=${selected}
          tabindex=${reachable ? 0 : -1}
          aria-label=${t("inbox.select", { name: shownName(name) })}
          onClick=${(/** @type {MouseEvent} */ event) => onSelect(id, event.shiftKey)}
        />
      </label>
      <a
        class="row"
        id=${rowId(id)}
        href=${conversationHref(id, list)}
        tabindex=${reachable ? 0 : -1}
        aria-current=${open ? "page" : undefined}
        data-conversation=${id}
        data-unread=${unread > 0}
      >
        <${Avatar} name=${shownName(name)} seed=${id} />
        <span class="row-top">
          <bdi class="row-name">${shownName(name)}</bdi>
          ${verified_id && html`<${Verified} id=${verified_id} />`}
          ${tagged && !verified_id && html`<span class="row-tag">${shortId(id)}</span>`}
          ${links?.length && html`<span class="row-linked" title=${t("inbox.linked")}><${LinkIcon} /><span class="pl-hidden-text">${t("inbox.linked")}</span></span>`}
          <${BotTag} bot=${bot} />
          <${When} ...${conversation} now=${now} />
        </span>
        <span class="row-bottom">
          ${
            last_sender !== "visitor" &&
            html`<span class="row-answered">
              <${ReplyIcon} /><span class="pl-hidden-text">${t("inbox.answered")}</span>
            </span>`
          }
          ${draft && html`<span class="row-draft">${t("inbox.draft")}</span>`}
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
          ${assignee_id && html`<${Assignee} id=${assignee_id} name=${props.assignee} />`}
          ${failed > 0 && html`<${Failed} count=${failed} />`}
          ${unread > 0 && html`<${Unread} count=${unread} />`}
        </span>
        ${tags?.length && html`<${Tags} tags=${tags} />`}
      </a>
    </div>
  `;
});

/** How long the visitor waits, until when it is snoozed, or when the last message came. @param {Pick<Row, "waiting_since" | "snoozed_until" | "last_at"> & {now: number}} props */
function When({ waiting_since, snoozed_until, last_at, now }) {
  if (snoozed_until && isSnoozed({ snoozed_until }, now)) {
    return html`
      <time class="row-time" datetime=${new Date(snoozed_until).toISOString()} title=${fullTime(snoozed_until)}>
        ${t("inbox.until", { time: untilTime(snoozed_until, now) })}
      </time>
    `;
  }
  if (waiting_since) {
    return html`
      <time
        class="row-time row-waiting"
        datetime=${new Date(waiting_since).toISOString()}
        title=${t("inbox.waiting_since", { time: fullTime(waiting_since) })}
      >
        <${ClockIcon} />
        <span class="pl-hidden-text">${t("inbox.waiting")}</span>
        ${duration(waiting_since, now)}
      </time>
    `;
  }
  return html`
    <time class="row-time" datetime=${new Date(last_at).toISOString()} title=${fullTime(last_at)}>
      ${relativeTime(last_at, now)}
    </time>
  `;
}

/** @param {{id: string, name?: string}} props */
function Assignee({ id, name }) {
  const text = name ? t("inbox.assigned", { name }) : t("inbox.assigned_unknown");
  return html`
    <span class="row-assignee" title=${text}>
      <${Face} id=${id} name=${name ?? ""} />
      <span class="pl-hidden-text">${text}</span>
    </span>
  `;
}

/** @param {{tags: string[]}} props */
function Tags({ tags }) {
  const more = tags.length - TAGS;
  return html`
    <span class="row-tags">
      ${tags.slice(0, TAGS).map((tag) => html`<bdi class="row-label" key=${tag}>${tag}</bdi>`)}
      ${more > 0 && html`<span class="row-label-more" title=${tags.join(", ")}>+${more}</span>`}
    </span>
  `;
}

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

/** Null while the row is not in the page. @param {string} conversationId */
export const rowElement = (conversationId) => document.getElementById(rowId(conversationId));

/** @param {string} conversationId */
export function focusRow(conversationId) {
  rowElement(conversationId)?.focus();
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
