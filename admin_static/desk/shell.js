import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { ConnectionBanner } from "../../client/ui/connection_banner.js";
import { html } from "../../client/ui/html.js";
import { useShortcuts } from "../controls/shortcuts.js";
import { documentTitle, unreadTotal } from "../inbox/unread.js";
import { Settings } from "../lazy/parts.js";
import { useRoute } from "../route.js";
import { Account } from "./account.js";
import { ArrivalStatus } from "./arrival_status.js";
import { Desk } from "./desk.js";
import { ShortcutsDialog } from "./shortcuts_dialog.js";
import { UnsentDialog } from "./unsent_dialog.js";
import { useDelivery } from "./use_delivery.js";

/** What somebody signed in sees. The address says which conversation is open, or which settings; the engine follows it. */
export function Shell({ apiBase, env, session, sessions, drafts, preferences, route, onLeave, onSession }) {
  const [admin, state] = useDelivery({ apiBase, session, sessions, env });
  const { conversationId, section } = useRoute(route);
  const [helpShown, setHelpShown] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { inbox } = state;
  const known = inbox.conversations.find(({ id }) => id === conversationId);
  const open = state.open?.id === conversationId ? state.open : null;
  const name = known?.name ?? open?.name;
  const page = section === null ? "desk" : "settings";
  const signOut = async () => onLeave((await admin.signOut()) ? "signed_out" : "signed_out_here");
  const shortcuts = !(helpShown || leaving);

  useEffect(() => admin.openConversation(conversationId), [admin, conversationId]);
  useEffect(() => {
    if (state.signedOut) onLeave("session_over");
  }, [state.signedOut]);
  useEffect(() => {
    const unread = unreadTotal(inbox.conversations);
    document.title = documentTitle({ unread, name, site: session.site.name, settings: page === "settings" });
  }, [inbox.conversations, name, page, session.site.name]);
  useShortcuts(preferences, shortcuts && { help: () => setHelpShown(true) });

  const account = html`<${Account}
    session=${session}
    here=${page}
    onHelp=${() => setHelpShown(true)}
    onSignOut=${() => (admin.countUnsent() > 0 ? setLeaving(true) : signOut())}
  />`;

  return html`
    <main class="shell" data-page=${page} data-pane=${conversationId || section ? "second" : "first"}>
      <h1 class="pl-hidden-text">${t("page.heading", { site: session.site.name })}</h1>
      <${ConnectionBanner} connection=${state.connection} behind=${state.behind} tellPolling />
      ${
        page === "settings"
          ? html`<${Settings}
              section=${section}
              admin=${admin}
              blocks=${state.blocks}
              session=${session}
              apiBase=${apiBase}
              preferences=${preferences}
              route=${route}
              account=${account}
              shortcuts=${shortcuts}
              onSession=${onSession}
              onLeave=${() => {
                admin.discardUnsent();
                onLeave("signed_out");
              }}
            />`
          : html`<${Desk}
              conversationId=${conversationId}
              name=${name ?? t("thread.somebody")}
              known=${known}
              open=${open}
              state=${state}
              admin=${admin}
              account=${account}
              shortcuts=${shortcuts}
              session=${session}
              apiBase=${apiBase}
              preferences=${preferences}
              drafts=${drafts}
              route=${route}
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
