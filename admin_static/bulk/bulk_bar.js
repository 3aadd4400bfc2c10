/** @import {Admin} from "../../client/wire" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {BulkAction, BulkProgress} from "../admin/bulk.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Selection} from "./selection.js" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CheckIcon, CloseIcon } from "../../client/ui/icons.js";
import { enBulk } from "../catalogue/en_bulk.js";
import { useActions } from "../controls/actions.js";
import { IconButton } from "../controls/buttons.js";
import { PersonIcon, SnoozeIcon, TagIcon } from "../controls/icons.js";
import { offerUndo } from "../controls/undo.js";
import { MenuButton } from "../desk_menus/menu_button.js";
import { everything, NOTHING } from "./selection.js";
import { sharedTags, tagsIn } from "./tags.js";

addTexts(enBulk);

/**
 * What can be done to the selected conversations, and how far it is.
 * @param {{
 *   admin: AdminEngine, me: Admin, presence: AdminState["presence"], rows: InboxRow[], conversations: InboxRow[],
 *   selection: Selection, onSelect: (next: Selection) => void,
 * }} props `rows`: the list; `conversations`: all that are loaded
 */
export function BulkBar({ admin, me, presence, rows, conversations, selection, onSelect }) {
  const [progress, setProgress] = useState(/** @type {BulkProgress | null} */ (null));
  const [problem, setProblem] = useState("");
  const stop = useRef(/** @type {AbortController | null} */ (null));
  const last = useRef(Promise.resolve());
  const bar = useRef(/** @type {HTMLElement | null} */ (null));
  const chosen = rows.filter(({ id }) => selection.ids.has(id));
  const isBusy = progress !== null;
  const isAll = chosen.length === rows.length;
  const closed = chosen.every(({ status }) => status === "closed");

  // With the last conversation that leaves the list, the bar goes: the focus does not get lost with it.
  useLayoutEffect(
    () => () => {
      if (bar.current?.contains(document.activeElement)) document.getElementById("inbox-title")?.focus();
    },
    [],
  );

  /** One after the other: several tags may be chosen quickly. @param {BulkAction} action */
  function run(action) {
    const ids = chosen.map(({ id }) => id);
    last.current = last.current.then(() => runOne(ids, action));
  }

  /** @param {string[]} ids @param {BulkAction} action */
  async function runOne(ids, action) {
    setProblem("");
    stop.current = new AbortController();
    setProgress({ total: ids.length, done: 0, failed: [], stopped: false });
    const { progress: end, undo } = await admin.bulk(ids, action, setProgress, stop.current.signal);
    setProgress(null);
    const changed = end.done - end.failed.length;
    if (changed > 0)
      offerUndo({
        text: t(`bulk_done.${action.kind}`, { count: changed }),
        ...(undo && { undo: () => undone(undo) }),
      });
    const [first] = end.failed;
    if (first) setProblem(t(reasonOf(first.code), { count: end.failed.length }));
    // What failed stays selected, to be looked at or tried again.
    if (first) onSelect({ ids: new Set(end.failed.map(({ id }) => id)), anchor: null });
  }

  const leave = () => onSelect(NOTHING);

  const open = (/** @type {string} */ part) => () => {
    const button = bar.current?.querySelector(`[data-action=${part}]`);
    if (button instanceof HTMLElement) button.click();
  };
  const toggleStatus = () => run({ kind: closed ? "reopen" : "close" });
  useActions({
    back: { possible: !isBusy, run: leave },
    close: { possible: !isBusy, run: toggleStatus, text: closed ? "close_open" : "close_closed" },
    assign: { possible: !isBusy, run: open("assign") },
    tags: { possible: !isBusy, run: open("tags") },
    snooze: { possible: !isBusy && !closed, run: open("snooze") },
  });

  const assignees = new Set(chosen.map(({ assignee_id = null }) => assignee_id));
  const [tags, some] = sharedTags(chosen);
  return html`
    <div class="bulk" role="group" aria-label=${t("bulk.label")} ref=${bar}>
      <input
        class="bulk-all"
        type="checkbox"
        checked=${isAll}
        indeterminate=${!isAll}
        aria-label=${t("bulk.all")}
        title=${t("bulk.all")}
        onChange=${() => (isAll ? leave() : onSelect(everything(rows.map(({ id }) => id))))}
      />
      <span class="bulk-count" role="status">${t("bulk.selected", { count: chosen.length })}</span>
      <${IconButton} label=${t(closed ? "bulk.reopen" : "bulk.close")} icon=${CheckIcon} onClick=${toggleStatus} />
      <${MenuButton}
        part="assign"
        label=${t("bulk.assign")}
        shortcut="A"
        icon=${PersonIcon}
        ...${{ admin, me, presence, assigneeId: assignees.size === 1 ? [...assignees][0] : undefined }}
        onChoose=${(/** @type {string | null} */ assignee) => run({ kind: "assign", assignee })}
      />
      <${MenuButton}
        part="tags"
        label=${t("bulk.tags")}
        shortcut="T"
        icon=${TagIcon}
        ...${{ tags, some, known: tagsIn(conversations, null) }}
        onChange=${(/** @type {{add: string[], remove: string[]}} */ change) => run({ kind: "tag", ...change })}
      />
      ${
        !closed &&
        html`<${MenuButton}
          part="snooze"
          label=${t("bulk.snooze")}
          shortcut="Z"
          icon=${SnoozeIcon}
          until=${null}
          onChoose=${(/** @type {number | null} */ until) => run({ kind: "snooze", until })}
        />`
      }
      <${IconButton} label=${t("bulk.clear")} icon=${CloseIcon} onClick=${leave} />
      ${progress && html`<${Progress} ...${progress} onStop=${() => stop.current?.abort()} />`}
      ${problem && html`<p class="bulk-problem" role="alert">${problem}</p>`}
    </div>
  `;
}

/** @param {BulkProgress & {onStop: () => void}} props */
function Progress({ done, total, onStop }) {
  return html`
    <div class="bulk-working">
      <progress value=${done} max=${total} aria-label=${t("bulk.working")} />
      <span>${t("bulk.progress", { done, total })}</span>
      <button class="button button-small" type="button" onClick=${onStop}>${t("bulk.stop")}</button>
    </div>
  `;
}

/** @param {() => Promise<unknown[]>} undo */
async function undone(undo) {
  const failed = await undo();
  if (failed.length > 0) offerUndo({ text: t("bulk.undo_failed", { count: failed.length }) });
}

/** @param {string} code of a refusal */
const reasonOf = (code) =>
  ["newer_messages", "assigned_meanwhile", "conversation_closed"].includes(code)
    ? `bulk_failed.${code}`
    : "bulk_failed.other";
