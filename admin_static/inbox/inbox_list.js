import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { useShortcuts } from "../controls/shortcuts.js";
import { sharedNames } from "./conversation_names.js";
import { InboxRow } from "./inbox_row.js";
import { focusRow } from "./row_focus.js";
import { nextRow, tabStop } from "./selection.js";
import { useMinute } from "./use_minute.js";

/** One stop for Tab; arrows, Home and End walk through it, j and k do so from anywhere. */
export function InboxList({ inbox, openId, preferences, onLoadOlder }) {
  const { conversations, hasOlder, loadingOlder } = inbox;
  const [focused, setFocused] = useState(null);
  const now = useMinute();
  const ids = useMemo(() => conversations.map(({ id }) => id), [conversations]);
  const shared = useMemo(() => sharedNames(conversations), [conversations]);
  const stop = tabStop(ids, focused, openId);
  const list = useKeptFocus();

  const step = (key) => {
    const next = nextRow(ids, focused ?? openId, key);
    if (next) focusRow(next);
    return next !== null;
  };
  const onKeyDown = (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && step(event.key)) event.preventDefault();
  };
  useShortcuts(preferences, { next: () => step("ArrowDown"), previous: () => step("ArrowUp") });

  return html`
    <nav class="inbox-scroll" aria-label=${t("inbox.list")}>
      <ul
        class="inbox-list"
        ref=${list}
        onFocusIn=${(event) => setFocused(event.target.dataset.conversation)}
        onKeyDown=${onKeyDown}
      >
        ${conversations.map(
          (conversation) => html`<${InboxRow}
            key=${conversation.id}
            conversation=${conversation}
            open=${conversation.id === openId}
            reachable=${conversation.id === stop}
            tagged=${shared.has(conversation.name)}
            now=${now}
          />`,
        )}
      </ul>
      ${
        hasOlder &&
        html`<button class="inbox-older" type="button" aria-disabled=${loadingOlder} onClick=${onLoadOlder}>
          ${t(loadingOlder ? "inbox.loading_older" : "inbox.older")}
        </button>`
      }
    </nav>
  `;
}

/** A row that moves up while it has the focus is taken out and put back by the browser, which drops the focus. */
function useKeptFocus() {
  const list = useRef(null);
  const focused = useRef(null);
  const inList = list.current?.contains(document.activeElement);
  focused.current = inList ? document.activeElement : null;
  useLayoutEffect(() => {
    const row = focused.current;
    if (row?.isConnected && document.activeElement !== row) row.focus({ preventScroll: true });
  });
  return list;
}
