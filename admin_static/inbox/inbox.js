import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Mark } from "../controls/notice.js";
import { ConnectionBadge } from "./connection_badge.js";
import { InboxEmpty } from "./inbox_empty.js";
import { InboxList } from "./inbox_list.js";
import { InboxSkeleton } from "./inbox_skeleton.js";
import { unreadLabel, unreadTotal } from "./unread.js";

/** The left pane: what waits, how fresh it is, and who is signed in. */
export function Inbox(props) {
  const { inbox, connection, behind, account } = props;
  const unread = unreadTotal(inbox.conversations);

  return html`
    <section class="inbox" aria-labelledby="inbox-title">
      <header class="inbox-header">
        <${Mark} />
        <h2 class="inbox-title" id="inbox-title" tabindex="-1">${t("inbox.title")}</h2>
        ${
          unread > 0 &&
          html`<span class="inbox-total">
            <span aria-hidden="true">${unreadLabel(unread)}</span>
            <span class="pl-hidden-text">${t("inbox.unread", { count: unread })}</span>
          </span>`
        }
        <${ConnectionBadge} connection=${connection} behind=${behind} />
      </header>
      ${inbox.loaded ? html`<${Loaded} ...${props} />` : html`<${InboxSkeleton} />`}
      ${account}
    </section>
  `;
}

function Loaded({ inbox, session, apiBase, openId, preferences, onLoadOlder }) {
  if (inbox.conversations.length === 0) {
    return html`<${InboxEmpty} widgetToken=${session.site.widget_token} apiBase=${apiBase} />`;
  }
  return html`<${InboxList}
    inbox=${inbox}
    openId=${openId}
    preferences=${preferences}
    onLoadOlder=${onLoadOlder}
  />`;
}
