import { useEffect, useRef } from "preact/hooks";
import { html } from "../../client/ui/html.js";
import { useShortcuts } from "../controls/shortcuts.js";
import { Inbox } from "../inbox/inbox.js";
import { focusRow } from "../inbox/row_focus.js";
import { conversationHref } from "../route.js";
import { Thread } from "../thread/thread.js";
import { ThreadPlaceholder } from "../thread/thread_placeholder.js";
import { SkipLink } from "./skip_link.js";

/** The two panes of the inbox, of which a phone shows one. */
export function Desk({ conversationId, name, known, open, state, admin, account, shortcuts, ...props }) {
  const { session, apiBase, preferences, drafts, route } = props;
  const { inbox } = state;
  useFocus(conversationId);
  useShortcuts(
    preferences,
    shortcuts && { back: () => (isOnePane() ? route.go(conversationHref(null)) : focusRow(conversationId)) },
  );

  return html`
    ${conversationId && html`<${SkipLink} />`}
    <${Inbox}
      inbox=${inbox}
      openId=${conversationId}
      connection=${state.connection}
      behind=${state.behind}
      session=${session}
      apiBase=${apiBase}
      preferences=${preferences}
      onLoadOlder=${admin.loadOlder}
      account=${account}
    />
    ${
      conversationId
        ? html`<${Thread}
            key=${conversationId}
            conversationId=${conversationId}
            name=${name}
            known=${known}
            open=${open}
            blocks=${state.blocks}
            admin=${admin}
            me=${session.admin}
            drafts=${drafts}
          />`
        : html`<${ThreadPlaceholder}
            empty=${inbox.loaded && inbox.conversations.length === 0}
            widgetToken=${session.site.widget_token}
            apiBase=${apiBase}
          />`
    }
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
