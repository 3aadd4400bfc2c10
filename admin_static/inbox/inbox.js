/** @import {ComponentChildren} from "preact" */
/** @import {AdminSession, ConversationStatus} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Mark } from "../controls/notice.js";
import { PaletteButton } from "../palette/palette_button.js";
import { FirstSteps } from "./first_steps.js";
import { InboxList } from "./inbox_list.js";
import { unreadLabel, unreadTotal } from "./unread.js";

/**
 * @typedef {Pick<AdminState, "inbox" | "closed" | "connection" | "behind" | "presence"> & {
 *   session: AdminSession, apiBase: string, conversationId: string | null, admin: AdminEngine,
 *   isNew: boolean, account: ComponentChildren,
 * }} Props `isNew`: there never was a conversation
 */

/** @type {ConversationStatus[]} */
const STATUSES = ["open", "closed"];

/** The left pane: the list of conversations, the state of the connection, and the signed-in admin. @param {Props} props */
export function Inbox(props) {
  const { inbox, closed, connection, behind, admin, isNew, account } = props;
  const [status, setStatus] = useState(STATUSES[0]);
  const unread = unreadTotal(inbox.conversations);
  const list = status === "open" ? inbox : closed;
  const load = () => admin.loadConversations(status);
  const choose = (/** @type {ConversationStatus} */ chosen) => {
    setStatus(chosen);
    if (chosen === "closed" && !closed.loaded) admin.loadConversations(chosen);
  };

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
        <${PaletteButton} />
      </header>
      ${
        inbox.loaded &&
        !isNew &&
        html`<div class="inbox-filter" role="group" aria-label=${t("inbox.filter")}>
          ${STATUSES.map(
            (each) => html`
              <button type="button" key=${each} aria-pressed=${status === each} onClick=${() => choose(each)}>
                ${t(`inbox.${each}`)}
              </button>
            `,
          )}
        </div>`
      }
      <${list.loaded ? (list.conversations.length > 0 ? InboxList : Empty) : Skeleton} ...${props} inbox=${list} status=${status} onLoad=${load} />
      ${account}
    </section>
  `;
}

/** Always shown; the banner appears only when a problem lasts. @param {Pick<AdminState, "connection" | "behind">} props */
function ConnectionBadge({ connection, behind }) {
  const state = connection === "live" && behind ? "behind" : connection;
  return html`
    <span class="badge" data-state=${state} title=${t(`badge.${state}_hint`)}>
      ${t(`badge.${state}`)}
    </span>
  `;
}

/** The first steps are in the other pane too; a phone shows only this one. @param {Props & {status: ConversationStatus}} props */
function Empty({ session, apiBase, isNew, status }) {
  if (!isNew) {
    return html`<div class="inbox-empty"><p class="inbox-empty-title">${t(`inbox.none_${status}`)}</p></div>`;
  }
  return html`
    <div class="inbox-empty">
      <p class="inbox-empty-title">${t("inbox.empty_title")}</p>
      <p>${t("inbox.empty_text")}</p>
    </div>
    <div class="inbox-first">
      <${FirstSteps} widgetToken=${session.site.widget_token} apiBase=${apiBase} />
    </div>
  `;
}

function Skeleton() {
  return html`
    <div class="inbox-scroll" role="status">
      <span class="pl-hidden-text">${t("inbox.loading")}</span>
      <div class="inbox-list" aria-hidden="true">
        ${Array.from({ length: 8 }, () => html`<div class="row bones"><i /><i /><i /></div>`)}
      </div>
    </div>
  `;
}
