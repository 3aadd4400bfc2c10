/** @import {Conversation, DeskState, InboxPage, Message, ReadMarks, VisitorContact} from "../../client/wire" */
/** @import {Known} from "./merge.js" */
import { afterDesk, afterMessage, asKnown, higher, merged } from "./merge.js";
import { placeOf } from "./views.js";

/**
 * @typedef {Omit<Conversation, "visitor" | "read" | "first_id"> & Omit<Conversation["visitor"], "id">
 *   & {unread: number, failed: number}} InboxRow `failed`: how many replies were not sent
 * @typedef {ReturnType<typeof createInbox>} InboxStore
 */

/**
 * Conversations by id. Pages and events may arrive late, twice or out of order: admin_static/admin/merge.js says which of
 * two versions is newer.
 * @param {{moved?: () => void}} [parts] `moved` is called when a conversation has come, gone or changed its view
 */
export function createInbox({ moved = () => {} } = {}) {
  /** @type {Map<string, Known>} */
  const conversations = new Map();
  /** @type {InboxRow[]} newest activity first */
  let rows = [];
  /** @type {Set<string>} the conversations whose rows are out of date */
  const touched = new Set();
  /** @type {Record<string, number>} */
  let failures = {};
  /** @type {string | null} */
  let cursor = null;
  let lastAt = 0;

  /** @param {string} id */
  function remove(id) {
    if (!conversations.delete(id)) return;
    touched.add(id);
    moved();
  }

  /** @param {Known} news @param {boolean} isLive false: an older conversation that the page has requested */
  function merge(news, isLive) {
    const { id } = news;
    if ((news.first_id ?? 0) > news.last_id) return remove(id); // all its messages were deleted
    const known = conversations.get(id);
    // Created later: this is a new log, with numbers of its own.
    const next = known && known.created_at >= news.created_at ? merged(known, news) : news;
    lastAt = Math.max(lastAt, next.last_at);
    if (known && JSON.stringify(known) === JSON.stringify(next)) return;
    conversations.set(id, next);
    touched.add(id);
    if (known ? placeOf(known) !== placeOf(next) : isLive) moved();
  }

  /** @param {Conversation[]} found @param {boolean} isLive */
  function mergeAll(found, isLive) {
    for (const conversation of found) merge(asKnown(conversation), isLive);
  }

  /**
   * @param {string} id @param {(known: Known) => Known} after
   * @returns {boolean} whether the conversation is known
   */
  function change(id, after) {
    const known = conversations.get(id);
    if (known) merge(after(known), true);
    return Boolean(known);
  }

  return {
    get cursor() {
      return cursor;
    },
    /** When the newest message was sent. */
    get lastAt() {
      return lastAt;
    },
    /** @param {string} id */
    get: (id) => conversations.get(id),
    /** The newest page; without a cursor, also its cursor. @param {Pick<InboxPage, "cursor" | "conversations">} page */
    applyFirst(page) {
      cursor ??= page.cursor;
      mergeAll(page.conversations, false);
    },
    /** Changes since the cursor. @param {Pick<InboxPage, "cursor" | "conversations">} page */
    applySince(page) {
      cursor = page.cursor;
      mergeAll(page.conversations, true);
    },
    /** A page of a list. @param {Pick<InboxPage, "conversations">} page */
    applyPage(page) {
      mergeAll(page.conversations, false);
    },
    /** The next newest page sets a new cursor. */
    forgetCursor() {
      cursor = null;
    },
    /**
     * @param {string} id @param {Message} message
     * @param {Partial<ReadMarks>} [read] the marks after this message
     * @returns {boolean} whether the conversation is known as it is now; if not, ask the server
     */
    applyMessage(id, message, read) {
      const known = change(id, (before) => ({
        ...afterMessage(before, message),
        read: higher(before.read, read),
      }));
      return known && !message.kind;
    },
    /**
     * @param {string} id @param {DeskState} state
     * @param {number} [atId] the last number of the conversation's log when the state was true
     * @returns {boolean} whether the conversation is known
     */
    applyDesk: (id, state, atId = Number.POSITIVE_INFINITY) =>
      change(id, (known) => afterDesk(known, state, Math.min(atId, known.last_id))),
    /** @param {string} id */
    applyErased: remove,
    /** @param {string} id @param {VisitorContact} contact @returns {boolean} whether the conversation is known */
    applyContact: (id, contact) =>
      change(id, (known) => ({ ...known, visitor: { ...known.visitor, contact } })),
    /** @param {string} id @param {Partial<ReadMarks>} read */
    applyRead: (id, read) => change(id, (known) => ({ ...known, read: higher(known.read, read) })),
    /**
     * All conversations, newest activity first; the same array while nothing changes.
     * @param {Record<string, number>} [failed] how many replies failed, by conversation
     */
    rows(failed = {}) {
      for (const id of [...Object.keys(failed), ...Object.keys(failures)])
        if (failed[id] !== failures[id]) touched.add(id);
      failures = failed;
      if (touched.size === 0) return rows;
      const fresh = [...touched]
        .flatMap((id) => rowOf(conversations.get(id), failed[id]) ?? [])
        .sort(byActivity);
      rows = mixed(
        rows.filter(({ id }) => !touched.has(id)),
        fresh,
      );
      touched.clear();
      return rows;
    },
  };
}

/** A conversation whose snooze has ended comes back at the top. @param {Pick<Conversation, "last_at" | "snoozed_until">} conversation */
const activeAt = ({ last_at, snoozed_until = 0 }) => Math.max(last_at, snoozed_until);

/** @param {InboxRow} one @param {InboxRow} other */
const byActivity = (one, other) => activeAt(other) - activeAt(one) || (one.id < other.id ? -1 : 1);

/** Two sorted lists as one. The list may have thousands of rows, and mostly one of them has changed. @param {InboxRow[]} many @param {InboxRow[]} few */
function mixed(many, few) {
  /** @type {InboxRow[]} */
  const all = [];
  let at = 0;
  for (const row of few) {
    while (at < many.length && byActivity(many[at], row) < 0) all.push(many[at++]);
    all.push(row);
  }
  while (at < many.length) all.push(many[at++]);
  return all;
}

/** @param {Known | undefined} known @returns {InboxRow | null} */
function rowOf(known, failed = 0) {
  if (!known) return null;
  const { visitor, read, first_id, desk_at, ended, ...conversation } = known;
  const { verified_id, email, contact } = visitor;
  const unread = Math.max(0, conversation.last_id - read.admin);
  return { ...conversation, name: nameOf(visitor), verified_id, email, contact, unread, failed };
}

/** The name that the server stores for a visitor without a name. */
export const NAMELESS = "Visitor";

/** The name that the page gives of a verified visitor, or the one that the visitor gave. @param {Conversation["visitor"]} visitor */
export const nameOf = ({ name, contact }) => (name === NAMELESS && contact?.name) || name;
