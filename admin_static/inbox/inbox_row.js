import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { AlertIcon } from "../../client/ui/icons.js";
import { memo } from "../../client/ui/memo.js";
import { fullTime } from "../../client/ui/time.js";
import { ReplyIcon } from "../controls/icons.js";
import { Verified } from "../controls/tags.js";
import { conversationHref } from "../route.js";
import { shortId } from "./conversation_names.js";
import { inboxTime } from "./inbox_time.js";
import { rowId } from "./row_focus.js";
import { unreadLabel } from "./unread.js";

/** A link, so that it opens in a tab of its own and says its address; the list moves the focus among them. */
export const InboxRow = memo(function InboxRow({ conversation, open, reachable, tagged, now }) {
  const { id, name, verified_id, preview, last_at, last_sender, unread, failed } = conversation;
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
          <time
            class="row-time"
            datetime=${new Date(last_at).toISOString()}
            title=${fullTime(last_at)}
          >
            ${inboxTime(last_at, now)}
          </time>
        </span>
        <span class="row-bottom">
          ${last_sender !== "visitor" && html`<${Answered} />`}
          <span class="row-preview" dir="auto">${preview}</span>
          ${failed > 0 && html`<${Failed} count=${failed} />`}
          ${unread > 0 && html`<${Unread} count=${unread} />`}
        </span>
      </a>
    </li>
  `;
});

function Answered() {
  return html`
    <span class="row-answered"><${ReplyIcon} /><span class="pl-hidden-text">${t("inbox.answered")}</span></span>
  `;
}

/** A reply that was refused while another conversation was open would go unnoticed. */
function Failed({ count }) {
  const text = t("inbox.failed", { count });
  return html`
    <span class="row-failed" title=${text}><${AlertIcon} /><span class="pl-hidden-text">${text}</span></span>
  `;
}

function Unread({ count }) {
  return html`
    <span class="row-unread">
      <span aria-hidden="true">${unreadLabel(count)}</span>
      <span class="pl-hidden-text">${t("inbox.unread", { count })}</span>
    </span>
  `;
}
