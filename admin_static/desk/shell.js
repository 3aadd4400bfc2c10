/** @import {ComponentChildren} from "preact" */
/** @import {Env} from "../../client/delivery/types" */
/** @import {AdminSession} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {Preferences} from "../controls/shortcuts.js" */
/** @import {createRoute} from "../route.js" */
/** @import {createDrafts} from "../storage/local_state.js" */
/** @import {createSessionStore} from "../storage/session_store.js" */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { ConnectionBanner } from "../../client/ui/connection_banner.js";
import { html } from "../../client/ui/html.js";
import { language } from "../../client/ui/translate.js";
import { createAdmin } from "../admin/admin.js";
import { conversationPath } from "../admin/calls.js";
import { NAMELESS } from "../admin/inbox.js";
import { ALL, listKey } from "../admin/views.js";
import { useActions } from "../controls/actions.js";
import { useShortcuts } from "../controls/shortcuts.js";
import { canUndo, UndoToast, undoLast } from "../controls/undo.js";
import { shownName } from "../controls/visitor_names.js";
import { documentTitle, unreadTotal } from "../inbox/unread.js";
import { Reports, Settings, ShortcutsDialog, startBackground } from "../lazy/parts.js";
import { conversationHref, REPORTS_HREF, settingsHref, useRoute } from "../route.js";
import { Account } from "./account.js";
import { Desk } from "./desk.js";
import { watchUse } from "./idle.js";
import { NewConversationStatus } from "./new_conversation_status.js";
import { PaletteDialog } from "./palette_dialog.js";
import { UnsentDialog } from "./unsent_dialog.js";

const MOST_VISITED = 8;

/**
 * @typedef {{
 *   apiBase: string, env: Env, sessions: ReturnType<typeof createSessionStore>, preferences: Preferences,
 *   drafts: ReturnType<typeof createDrafts>, route: ReturnType<typeof createRoute>, mail: boolean,
 * }} Services what every part of the dashboard gets; `mail`: whether this deployment sends mail
 * @typedef {"signed_out" | "signed_out_here" | "session_over"} LeaveReason `signed_out_here`: the server did not answer
 * @typedef {Services & {
 *   session: AdminSession, onLeave: (reason: LeaveReason) => void, onSession: (changes: Partial<AdminSession>) => void,
 *   onSite: (siteId: string) => Promise<void>, onMoved: (session: AdminSession) => void,
 * }} Props `onSession` receives what the settings changed; `onSite` goes on at another site of the admin's, which the server
 *   may do too: `onMoved`
 */

/** The dashboard of a signed-in admin. The route says which conversation or settings section is open. @param {Props} props */
export function Shell(props) {
  const { session, preferences, route, onLeave, onSite } = props;
  const [admin, state] = useAdmin(props);
  const { conversationId, messageId, section, reports, list } = useRoute(route);
  const [helpShown, setHelpShown] = useState(/** @type {boolean | null} */ (null)); // null: not yet
  const [searching, setSearching] = useState(false);
  const visited = useVisited(conversationId);
  const [leaving, setLeaving] = useState(false);
  const [bar, showBar] = useState(/** @type {{view?: () => ComponentChildren}} */ ({}));
  const { inbox, open } = state;
  const row = state.conversations.find(({ id }) => id === conversationId);
  const opened = open?.id === conversationId ? open : null;
  const name = row?.name ?? opened?.name;
  const page = reports ? "reports" : section === null ? "desk" : "settings";
  const signOut = async () => onLeave((await admin.signOut()) ? "signed_out" : "signed_out_here");
  const askToSignOut = () => route.leave(() => (admin.countUnsent() > 0 ? setLeaving(true) : signOut()));

  useLayoutEffect(() => admin.openConversation(conversationId), [admin, conversationId]);
  // The addresses of the settings and the reports name no list: the one before stays.
  useLayoutEffect(() => {
    if (page === "desk") admin.showList(list ?? ALL);
  }, [admin, page, listKey(list ?? ALL)]);
  useEffect(() => {
    startBackground({ session, call: admin.call, admin, route, showBar, onSite }).catch(() => {}); // an older page, whose files are gone
  }, [admin]);
  const lost = Boolean(session.sites) && opened?.notFound;
  useEffect(() => {
    if (lost) openElsewhere(admin, session.site.id, conversationId, onSite).catch(() => {}); // it stays not found
  }, [lost, conversationId]);
  useEffect(() => {
    if (state.signedOut) onLeave("session_over");
  }, [state.signedOut]);
  useLayoutEffect(() => {
    const unread = unreadTotal(inbox.conversations);
    document.title = documentTitle({ unread, name: name && shownName(name), site: session.site.name, page });
  }, [inbox.conversations, name, page, session.site.name, language.texts]);
  useShortcuts(preferences);
  useActions({
    palette: () => setSearching(true),
    help: () => setHelpShown(true),
    inbox: () => route.go(conversationHref(null)),
    settings: () => route.go(settingsHref()),
    reports: () => route.go(REPORTS_HREF),
    sign_out: askToSignOut,
    undo: { run: undoLast, possible: canUndo },
  });

  const account = html`<${Account}
    session=${session}
    page=${page}
    admin=${admin}
    presence=${state.presence}
    elsewhere=${state.counts?.elsewhere}
    onSite=${(/** @type {string} */ id) =>
      route.leave(() => {
        onSite(id).then(
          () => route.go(conversationHref(null)),
          () => {}, // the select shows the present site again
        );
      })}
    onHelp=${() => setHelpShown(true)}
    onSignOut=${askToSignOut}
  />`;
  const shared = { ...props, admin, account };

  return html`
    <main class="shell" data-page=${page} data-pane=${conversationId || section || reports ? "second" : "first"}>
      <h1 class="pl-hidden-text">${t("page.heading", { site: session.site.name })}</h1>
      <${ConnectionBanner} connection=${state.connection} behind=${state.behind} showPolling />
      ${bar.view?.()}
      ${page === "reports" && html`<${Reports} ...${shared} />`}
      ${
        page === "settings" &&
        html`<${Settings}
              ...${shared}
              section=${section}
              presence=${state.presence}
              blocks=${state.blocks}
              onLeave=${() => {
                admin.discardUnsent();
                onLeave("signed_out");
              }}
            />`
      }
      ${
        page === "desk" &&
        html`<${Desk}
              ...${shared}
              conversationId=${conversationId}
              messageId=${messageId}
              name=${shownName(name ?? NAMELESS)}
              row=${row}
              open=${opened}
              state=${state}
            />`
      }
      <${UndoToast} />
      <${NewConversationStatus} inbox=${{ loaded: inbox.loaded, conversations: state.conversations }} />
      ${helpShown !== null && html`<${ShortcutsDialog} shown=${helpShown} preferences=${preferences} onClose=${() => setHelpShown(false)} />`}
      ${
        searching &&
        html`<${PaletteDialog}
          ...${{ session, admin, route, visited, onSite }}
          rows=${state.conversations}
          onClose=${() => setSearching(false)}
        />`
      }
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

/**
 * A link to a conversation of another site of the admin's opens it there.
 * @param {AdminEngine} admin @param {string} siteId @param {string | null} conversationId
 * @param {(siteId: string) => Promise<void>} onSite
 */
async function openElsewhere(admin, siteId, conversationId, onSite) {
  const { site_id } = await admin.call("GET", `${conversationPath(conversationId)}/site`);
  if (site_id !== siteId) await onSite(site_id);
}

/** The engine of this session, and its current state. @param {Props} props @returns {[AdminEngine, AdminState]} */
function useAdmin({ apiBase, session, sessions, env, onMoved }) {
  const [admin] = useState(() => createAdmin({ apiBase, session, env, shared: sessions, moved: onMoved }));
  const [state, setState] = useState(admin.state);

  useLayoutEffect(() => {
    const unsubscribe = admin.subscribe(() => setState(admin.state));
    admin.start();
    const stopWatching = watchUse(env, window, admin.setIdle);
    return () => {
      stopWatching();
      unsubscribe();
      admin.stop();
    };
  }, [admin]);

  return [admin, state];
}

/** The conversations that were open before, the last one first. @param {string | null} conversationId the one that is open now */
function useVisited(conversationId) {
  const visited = useRef(/** @type {string[]} */ ([]));
  if (conversationId && visited.current[0] !== conversationId)
    visited.current = [conversationId, ...visited.current.filter((id) => id !== conversationId)].slice(
      0,
      MOST_VISITED + 1,
    );
  return visited.current.filter((id) => id !== conversationId);
}
