/** @import {ComponentChildren} from "preact" */
/** @import {AdminSession} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Services} from "./shell.js" */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { useActions } from "../controls/actions.js";
import { InboxIcon } from "../controls/icons.js";
import { Notice } from "../controls/notice.js";
import { FirstSteps } from "../first_steps/lazy_steps.js";
import { Inbox } from "../inbox/inbox.js";
import { rowElement } from "../inbox/inbox_row.js";
import { preloadThread, Thread } from "../lazy/parts.js";
import { conversationHref } from "../route.js";

/**
 * @typedef {Services & {
 *   session: AdminSession, conversationId: string | null, messageId: string | null, name: string, row?: InboxRow, open: AdminState["open"],
 *   state: AdminState, admin: AdminEngine, account: ComponentChildren,
 * }} Props
 */

/** The inbox and the open conversation side by side; a phone shows one of them. @param {Props} props */
export function Desk(props) {
  const { conversationId, state, session, apiBase, route } = props;
  const { inbox, conversations, blocks, presence, desk } = state;
  useFocus(conversationId);
  useEffect(() => {
    if (inbox.loaded) setTimeout(preloadThread, 100); // the inbox is drawn first
  }, [inbox.loaded]);
  useActions({
    back: {
      possible: conversationId !== null,
      run: () => (isOnePane() ? route.go(conversationHref(null)) : focusInbox(conversationId)),
    },
  });

  return html`
    ${conversationId && html`<${SkipLink} />`}
    <${Inbox} ...${props} me=${session.admin} isNew=${conversations.length === 0} onGo=${route.go} />
    ${
      conversationId
        ? html`<${Thread} ...${props} key=${conversationId} blocks=${blocks} desk=${desk?.id === conversationId ? desk : null} known=${conversations} presence=${presence} me=${session.admin} />`
        : html`<section class="thread" aria-label=${t("thread.region_none")}>
            ${
              inbox.loaded && conversations.length === 0
                ? html`<${FirstSteps} ...${{ session, apiBase, admin: props.admin }} />`
                : html`<${Notice}
                    picture=${html`<${InboxIcon} />`}
                    title=${t("thread.pick_title")}
                    text=${t("thread.pick_text")}
                  />`
            }
          </section>`
    }
  `;
}

/** Moves the focus from the inbox to the open conversation. A button, because a #fragment would change the route. */
function SkipLink() {
  const skip = () => document.getElementById("thread-name")?.focus();
  return html`<button class="skip" type="button" onClick=${skip}>${t("page.skip")}</button>`;
}

/** After sign-in, focuses the inbox; after a conversation was closed, its row if the list has it. @param {string | null} conversationId */
function useFocus(conversationId) {
  const before = useRef(/** @type {string | null} */ (null));
  useLayoutEffect(() => {
    if (conversationId === null) focusInbox(before.current);
    before.current = conversationId;
  }, [conversationId]);
}

/** The list may not have the row: it is still loading, or shows another view. @param {string | null} conversationId */
function focusInbox(conversationId) {
  const row = conversationId && rowElement(conversationId);
  (row || document.getElementById("inbox-title"))?.focus();
}

function isOnePane() {
  return matchMedia("(max-width: 720px)").matches;
}
