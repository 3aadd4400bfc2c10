/** @import {AdminState} from "../admin/admin.js" */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { useActions } from "../controls/actions.js";
import { focusRow, InboxRow, sharedNames } from "./inbox_row.js";
import { useNow } from "./relative_time.js";

/**
 * Tab reaches one row; arrow keys, Home and End move the focus within the list, J and K from anywhere on the page.
 * @param {{
 *   inbox: AdminState["inbox"], presence: AdminState["presence"], conversationId: string | null, onLoad: () => void,
 * }} props
 */
export function InboxList({ inbox, presence, conversationId: openId, onLoad }) {
  const { conversations, hasOlder, loadingOlder } = inbox;
  const [focused, setFocused] = useState(/** @type {string | null} */ (null));
  const now = useNow();
  const ids = useMemo(() => conversations.map(({ id }) => id), [conversations]);
  const shared = useMemo(() => sharedNames(conversations), [conversations]);
  const reachable = tabStop(ids, focused, openId);
  const list = useKeptFocus();

  /** @param {string} key */
  const step = (key) => {
    const next = nextRow(ids, focused ?? openId, key);
    if (next) focusRow(next);
    return next !== null;
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && step(event.key)) event.preventDefault();
  };
  const onFocusIn = (/** @type {FocusEvent} */ { target }) => {
    if (target instanceof HTMLElement) setFocused(target.dataset.conversation ?? null);
  };
  useActions({ next: () => step("ArrowDown"), previous: () => step("ArrowUp") });

  return html`
    <nav class="inbox-scroll" aria-label=${t("inbox.list")}>
      <ul class="inbox-list" ref=${list} onFocusIn=${onFocusIn} onKeyDown=${onKeyDown}>
        ${conversations.map(
          (conversation) => html`<${InboxRow}
            key=${conversation.id}
            conversation=${conversation}
            open=${conversation.id === openId}
            reachable=${conversation.id === reachable}
            tagged=${shared.has(conversation.name)}
            viewer=${presence.viewers(conversation.id)[0]?.name}
            typing=${presence.typists(conversation.id).visitor}
            now=${now}
          />`,
        )}
      </ul>
      ${
        hasOlder &&
        html`<button class="inbox-older" type="button" aria-disabled=${loadingOlder} onClick=${onLoad}>
          ${t(loadingOlder ? "inbox.loading_older" : "inbox.older")}
        </button>`
      }
    </nav>
  `;
}

/** When the focused row moves up, the browser removes and inserts its element, which loses the focus. */
function useKeptFocus() {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const focused = useRef(/** @type {HTMLElement | null} */ (null));
  const { activeElement } = document;
  focused.current =
    activeElement instanceof HTMLElement && list.current?.contains(activeElement) ? activeElement : null;
  useLayoutEffect(() => {
    const row = focused.current;
    if (row?.isConnected && document.activeElement !== row) row.focus({ preventScroll: true });
  });
  return list;
}

/** @type {Map<string, number>} */
const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/**
 * The row to which a key moves the focus, or null. Rows are named by id, because they move when messages arrive.
 * @template {string | number} Id
 * @param {Id[]} ids from top to bottom
 * @param {Id | null} current the focused row
 * @param {string} key KeyboardEvent.key
 */
export function nextRow(ids, current, key) {
  if (ids.length === 0) return null;
  if (key === "Home") return ids[0];
  if (key === "End") return ids[ids.length - 1];
  const step = STEPS.get(key);
  if (!step) return null;
  const at = current === null ? -1 : ids.indexOf(current);
  if (at === -1) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}

/**
 * The row that Tab reaches: the last focused one, else the open one, else the first.
 * @param {string[]} ids @param {string | null} focused @param {string | null} open
 */
export function tabStop(ids, focused, open) {
  return [focused, open].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
}
