import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../client/ui/catalogue.js";
import { ConnectionBanner } from "../client/ui/connection_banner.js";
import { html } from "../client/ui/html.js";
import { ArrivalStatus } from "./arrival_status.js";
import { Inbox } from "./inbox.js";
import { focusRow } from "./row_focus.js";
import { ShortcutsDialog } from "./shortcuts_dialog.js";
import { SkipLink } from "./skip_link.js";
import { Thread } from "./thread.js";
import { ThreadPlaceholder } from "./thread_placeholder.js";
import { documentTitle, unreadTotal } from "./title.js";
import { UnsentDialog } from "./unsent_dialog.js";
import { useDelivery } from "./use_delivery.js";
import { useRoute } from "./use_route.js";
import { useShortcuts } from "./use_shortcuts.js";

/** The two panes of somebody signed in. The address says which conversation is open; the engine follows it. */
export function Shell({ apiBase, env, session, sessions, drafts, preferences, route, onLeave }) {
  const [admin, state] = useDelivery({ apiBase, session, sessions, env });
  const conversationId = useRoute(route);
  const [helpShown, setHelpShown] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { inbox } = state;
  const known = inbox.conversations.find(({ id }) => id === conversationId);
  const signOut = async () => onLeave((await admin.signOut()) ? "signed_out" : "signed_out_here");
  const open = state.open?.id === conversationId ? state.open : null;
  const name = known?.name ?? open?.name;

  useEffect(() => admin.openConversation(conversationId), [admin, conversationId]);
  useEffect(() => {
    if (state.signedOut) onLeave("session_over");
  }, [state.signedOut]);
  useEffect(() => {
    const unread = unreadTotal(inbox.conversations);
    document.title = documentTitle({ unread, name, site: session.site.name });
  }, [inbox.conversations, name]);
  useFocus(conversationId);
  useShortcuts(
    preferences,
    !(helpShown || leaving) && {
      help: () => setHelpShown(true),
      back: () => (isOnePane() ? route.go(null) : focusRow(conversationId)),
    },
  );

  return html`
    <main class="shell" data-pane=${conversationId ? "thread" : "inbox"}>
      ${conversationId && html`<${SkipLink} />`}
      <h1 class="pl-hidden-text">${t("page.heading", { site: session.site.name })}</h1>
      <${ConnectionBanner} connection=${state.connection} behind=${state.behind} tellPolling />
      <${Inbox}
        inbox=${inbox}
        openId=${conversationId}
        connection=${state.connection}
        behind=${state.behind}
        session=${session}
        apiBase=${apiBase}
        preferences=${preferences}
        onLoadOlder=${admin.loadOlder}
        onHelp=${() => setHelpShown(true)}
        onSignOut=${() => (admin.countUnsent() > 0 ? setLeaving(true) : signOut())}
      />
      ${
        conversationId
          ? html`<${Thread}
              key=${conversationId}
              conversationId=${conversationId}
              name=${name ?? t("thread.somebody")}
              startedAt=${known?.created_at}
              open=${open}
              blocks=${state.blocks}
              admin=${admin}
              viewer=${session.admin.name}
              drafts=${drafts}
            />`
          : html`<${ThreadPlaceholder}
              empty=${inbox.loaded && inbox.conversations.length === 0}
              widgetToken=${session.site.widget_token}
              apiBase=${apiBase}
            />`
      }
      <${ArrivalStatus} inbox=${inbox} />
      <${ShortcutsDialog}
        shown=${helpShown}
        preferences=${preferences}
        onClose=${() => setHelpShown(false)}
      />
      <${UnsentDialog}
        shown=${leaving}
        count=${state.unsent}
        onStay=${() => setLeaving(false)}
        onDiscard=${() => {
          admin.discardUnsent();
          signOut();
        }}
      />
    </main>
  `;
}

/** Signing in leads to the inbox; closing a conversation leads back to its row, not to the top of the page. */
function useFocus(conversationId) {
  const before = useRef(null);
  useEffect(() => {
    if (conversationId === null && before.current) focusRow(before.current);
    else if (conversationId === null) document.getElementById("inbox-title").focus();
    before.current = conversationId;
  }, [conversationId]);
}

function isOnePane() {
  return matchMedia("(max-width: 720px)").matches;
}
