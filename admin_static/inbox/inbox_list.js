/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {List} from "../admin/views.js" */
/** @import {Selection} from "../bulk/selection.js" */
import { useMemo } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { everything, reached, toggled } from "../bulk/selection.js";
import { useActions } from "../controls/actions.js";
import { InboxRow, sharedNames } from "./inbox_row.js";
import { ListEnd } from "./list_end.js";
import { useNow } from "./relative_time.js";
import { useRowFocus } from "./row_focus.js";
import { useWindow } from "./window.js";

/**
 * Tab reaches one row; arrow keys, Home and End move the focus within the list, J and K from anywhere on the page. X and
 * Shift with an arrow select.
 * @param {{
 *   shown: AdminState["list"], ids: string[], presence: AdminState["presence"], admin: AdminEngine, conversationId: string | null,
 *   drafts: ReadonlySet<string>, selection: Selection, onSelect: (next: Selection) => void,
 * }} props
 */
export function InboxList({
  shown,
  ids,
  presence,
  admin,
  conversationId: openId,
  drafts,
  selection,
  onSelect,
}) {
  const { conversations, hasOlder, list } = shown;
  const now = useNow();
  const shared = useMemo(() => sharedNames(conversations), [conversations]);
  const focus = useRowFocus(ids, openId);
  const view = useWindow(conversations, focus.kept);

  const select = (/** @type {string} */ id, range = false) =>
    onSelect(range ? reached(selection, ids, id) : toggled(selection, id));
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = focus.current;
    const next = focus.step(event.key);
    if (!next) return;
    event.preventDefault();
    if (event.shiftKey)
      onSelect(reached(selection.anchor ? selection : { ...selection, anchor: from ?? next }, ids, next));
  };
  useActions({
    next: () => focus.step("ArrowDown"),
    previous: () => focus.step("ArrowUp"),
    select: { possible: ids.length > 0, run: () => select(focus.current ?? ids[0]) },
    select_all: { possible: ids.length > 0, run: () => onSelect(everything(ids)) },
  });

  return html`
    <nav class="inbox-scroll" aria-label=${t("inbox.list")} ref=${view.scroller} onScroll=${view.onScroll}>
      <ul
        class="inbox-list"
        ref=${view.content}
        style=${{ height: `${view.height}px` }}
        data-selecting=${selection.ids.size > 0}
        onFocusIn=${focus.onFocusIn}
        onKeyDown=${onKeyDown}
      >
        ${view.drawn.map(({ index, top }) => {
          const conversation = conversations[index];
          const { id, name, assignee_id } = conversation;
          return html`
            <li
              class="inbox-place"
              key=${id}
              style=${{ top: `${top}px` }}
              aria-posinset=${index + 1}
              aria-setsize=${hasOlder ? -1 : ids.length}
            >
              <${InboxRow}
                conversation=${conversation}
                list=${list}
                open=${id === openId}
                reachable=${id === focus.reachable}
                selected=${selection.ids.has(id)}
                tagged=${shared.has(name)}
                assignee=${assignee_id ? (admin.desk.nameOf(assignee_id) ?? "") : undefined}
                draft=${drafts.has(id) && id !== openId}
                viewer=${presence.viewers(id)[0]?.name}
                typing=${presence.typists(id).visitor}
                now=${now}
                onSelect=${select}
              />
            </li>
          `;
        })}
      </ul>
      <${ListEnd} shown=${shown} view=${view} onLoad=${admin.loadOlder} />
    </nav>
  `;
}
