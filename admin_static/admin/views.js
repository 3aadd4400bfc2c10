/** @import {Conversation, View} from "../../client/wire" */
/** @import {InboxRow} from "./inbox.js" */

/**
 * @typedef {{
 *   view: View, tag: string | null, assignee: string | null, unread: boolean, language: string | null,
 * }} List a view with its filters: `assignee` is an admin's id, `unread` leaves out what was read
 */

/** In the order in which they are offered. @type {View[]} */
export const VIEWS = ["mine", "unassigned", "all", "snoozed", "closed", "blocked"];

const UNFILTERED = { tag: null, assignee: null, unread: false, language: null };

/** @param {View} view @returns {List} */
export const wholeView = (view) => ({ view, ...UNFILTERED });

/** Every open conversation. */
export const ALL = wholeView("all");

/** The same text for the same list. @param {List} list */
export const listKey = ({ view, tag, assignee, unread, language }) =>
  JSON.stringify([view, tag, assignee, unread, language]);

/** @param {List} list */
export const isFiltered = ({ tag, assignee, unread, language }) =>
  tag !== null || assignee !== null || unread || language !== null;

/**
 * Snoozing is a function of time: once it ends, the conversation is open again without anybody's doing.
 * @param {Pick<Conversation, "snoozed_until">} conversation @param {number} now
 */
export const isSnoozed = ({ snoozed_until = 0 }, now) => snoozed_until > now;

/**
 * Whether a conversation is in a list, as the server decides it.
 * @param {InboxRow} row @param {List} list
 * @param {{now: number, me: string, blocked: ReadonlySet<string>}} known `me`: this admin's id; `blocked`: the ids in that view
 */
export function isIn(row, { view, tag, assignee, unread, language }, { now, me, blocked }) {
  if (view === "blocked" ? !blocked.has(row.id) : (row.status === "closed") !== (view === "closed"))
    return false;
  if (
    view === "snoozed" ? !isSnoozed(row, now) : view !== "closed" && view !== "blocked" && isSnoozed(row, now)
  )
    return false;
  if (view === "mine" && row.assignee_id !== me) return false;
  if (view === "unassigned" && row.assignee_id) return false;
  if (tag !== null && !row.tags?.includes(tag)) return false;
  if (assignee !== null && row.assignee_id !== assignee) return false;
  if (language !== null && row.language !== language) return false;
  return !unread || row.unread > 0;
}

/** What decides in which views a conversation is. @param {Conversation} conversation */
export const placeOf = ({ status, assignee_id = "", snoozed_until = 0 }) =>
  `${status} ${assignee_id} ${snoozed_until}`;
