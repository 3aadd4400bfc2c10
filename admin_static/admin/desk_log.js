/** @import {DeskEntry, DeskPage, DeskState} from "../../client/wire" */
/** @import {Entry, Env, Outbox, ViewMessage} from "../../client/delivery/types" */
import { createLogSync } from "../../client/delivery/log_sync.js";
import { createTimeline } from "../../client/delivery/timeline.js";

/**
 * An entry of the desk log as the thread draws it among the messages: stored, or still in the outbox.
 * @typedef {Omit<ViewMessage, "kind"> & {
 *   kind: "note" | "assigned" | "tagged" | "snoozed" | "linked" | "unlinked", at_id: number, author: DeskEntry["author"],
 *   assignee?: DeskEntry["assignee"], left?: DeskEntry["left"], added?: string[], removed?: string[], until?: number, other_id?: string, mentions?: string[],
 * }} DeskView `key`: the `client_id`; `at_id`: the message after which it is shown; `mine`: written by this admin
 * @typedef {ReturnType<typeof createDeskLog>} DeskLog
 */

/** @type {DeskState} */
const NOTHING = { assignee_id: null, tags: [], snoozed_until: null, desk_id: 0 };
const OF_NOTES = new Set(["note", "edited", "deleted"]);

/**
 * The desk log of one conversation: the contiguous prefix of its entries, then this admin's notes, and changes of notes, that it does not have yet.
 * @param {{
 *   id: string, me: DeskEntry["author"], env: Pick<Env, "now">, outbox: Outbox,
 *   fetchPage: (sinceId: number) => Promise<DeskPage>, changed: () => void, reload: () => void,
 * }} parts `reload`: called when all of it must be read again
 */
export function createDeskLog({ id, me, outbox, fetchPage, changed, reload }) {
  /** @type {ReturnType<typeof createTimeline<DeskEntry>>} */
  const timeline = createTimeline();
  /** @type {DeskEntry[]} */
  let entries = [];
  let state = NOTHING;
  let loaded = false;

  const { catchUp, deliver, close } = createLogSync({
    timeline,
    fetchPage,
    apply: applyPage,
    // It was erased, and another one has begun.
    isOther: ({ state: { desk_id } }) => desk_id < timeline.cursor,
    restart,
    removeStored,
    reload,
  });

  /** @param {DeskPage} page */
  function applyPage(page) {
    if (!page.has_more) loaded = true;
    timeline.expect(page.state.desk_id);
    apply(page.entries, page.state, page.first_id);
  }

  /** @param {DeskEntry[]} news @param {DeskState} [newState] @param {number} [firstId] */
  function apply(news, newState, firstId = 1) {
    entries = entries.filter(({ id: number }) => number >= firstId);
    entries = timeline.apply(news, firstId).reduce(withEntry, entries);
    for (const { client_id } of news) outbox.remove(client_id);
    if (newState && newState.desk_id >= state.desk_id) state = newState;
    timeline.expect(state.desk_id);
    changed();
  }

  function restart() {
    timeline.reset();
    entries = [];
    state = NOTHING;
    loaded = false;
    changed();
  }

  function removeStored() {
    for (const { client_id } of [...entries, ...timeline.ahead]) outbox.remove(client_id);
  }

  /** @type {WeakMap<DeskEntry, DeskView>} */
  const drawn = new WeakMap();

  /** @param {DeskEntry} entry @returns {DeskView} the same object while the entry is */
  function viewOf(entry) {
    const { id: number, client_id, author, body = "", ...rest } = entry;
    const view = drawn.get(entry) ?? {
      ...rest,
      kind: /** @type {DeskView["kind"]} */ (entry.kind),
      key: client_id,
      id: number,
      author,
      body,
      sender_type: "admin",
      sender_name: author.name,
      mine: author.id === me.id,
      status: null,
      failure: null,
    };
    drawn.set(entry, view);
    return view;
  }

  /** @param {Entry} entry @returns {DeskView} */
  const unsentViewOf = (entry) => ({
    key: entry.client_id,
    id: null,
    kind: "note",
    at_id: entry.at_id ?? 0,
    author: me,
    sender_type: "admin",
    sender_name: me.name,
    body: entry.body ?? "",
    mentions: entry.mentions,
    sent_at: entry.made_at,
    mine: true,
    status: entry.failure ? "failed" : "sending",
    failure: entry.failure,
  });

  return {
    id,
    get cursor() {
      return timeline.cursor;
    },
    /** Whether entries are known to be missing. */
    get behind() {
      return timeline.behind;
    },
    get loaded() {
      return loaded;
    },
    get state() {
      return state;
    },
    /** The notes, and what else the team did, in the order of the log. */
    views() {
      // Of the entries that wait for a gap to close, only this admin's notes and their changes are shown: the outbox has
      // them no more, and without its deletion a note would come back.
      const own = timeline.ahead.filter(({ author, kind }) => author.id === me.id && OF_NOTES.has(kind));
      const shown = own.reduce(withEntry, entries).map(viewOf);
      for (const entry of outbox.entries) {
        if (entry.conversation_id !== id) continue;
        if (!entry.kind) shown.push(unsentViewOf(entry));
        else change(shown, entry);
      }
      return shown;
    },
    apply,
    catchUp,
    /** The log is known to reach this number. */
    expect: timeline.expect,
    /** There is nothing to load. */
    setEmpty() {
      loaded = true;
    },
    restart,
    removeStored,
    /** Makes one attempt to send a note, or a change of one. */
    deliver,
    close,
  };
}

/** An edit goes into its note, and so does a deletion, which has no text. @param {DeskEntry[]} entries @param {DeskEntry} entry @returns {DeskEntry[]} */
function withEntry(entries, entry) {
  const { kind, target, body } = entry;
  if (kind !== "edited" && kind !== "deleted") return [...entries, entry];
  return entries.map((note) => (note.id === target ? { ...note, body, [kind]: true } : note));
}

/** A change that is not stored yet. @param {DeskView[]} views @param {Entry} entry */
function change(views, entry) {
  const at = views.findIndex(({ id }) => id !== null && id === entry.target);
  const note = views[at];
  if (!note) return;
  const { kind = "edited", body = "", failure, client_id } = entry;
  views[at] = {
    ...note,
    body,
    [kind]: true,
    status: failure ? "failed" : "sending",
    failure,
    change: client_id,
  };
}
