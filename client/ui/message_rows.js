/** @import {ViewMessage} from "../delivery/types" */
import { dayStart } from "./time.js";

/**
 * @typedef {{ kind: "day", key: string, at: number }} DayRow
 * @typedef {{ kind: "message", key: string, message: ViewMessage, first: boolean, last: boolean }} MessageRow
 *   `first` and `last` in its group: what one sender wrote without a pause of five minutes
 */

const PAUSE_MS = 5 * 60_000;

/**
 * The rows of the log: a heading for each day, and the messages. Rows are a flat list with stable keys, so that the
 * element of a message is never moved or replaced, which screen readers would announce again.
 * @param {ViewMessage[]} messages
 * @param {number} [from] rows of messages from this index
 * @param {number} [to] to before this one
 */
export function toRows(messages, from = 0, to = messages.length) {
  /** @type {(DayRow | MessageRow)[]} */
  const rows = [];
  let day = Number.NEGATIVE_INFINITY;
  /** @type {MessageRow | null} */
  let above = null;
  const before = messages[from - 1];
  if (before) {
    day = dayStart(before.sent_at);
    above = { kind: "message", key: before.key, message: before, first: true, last: true };
  }

  // With the one after the last, whose group may be the same.
  for (const message of messages.slice(from, to + 1)) {
    const start = dayStart(message.sent_at);
    // The reader's clock may be behind the server's: a day has one heading only.
    if (start > day) {
      day = start;
      rows.push({ kind: "day", key: `day-${message.key}`, at: message.sent_at });
      above = null;
    }
    /** @type {MessageRow} */
    const row = { kind: "message", key: message.key, message, first: true, last: true };
    if (above && isSameGroup(above.message, message)) row.first = above.last = false;
    rows.push(row);
    above = row;
  }
  if (to < messages.length) rows.pop();
  if (rows.at(-1)?.kind === "day") rows.pop();
  return rows;
}

/** @param {ViewMessage} before @param {ViewMessage} after */
function isSameGroup(before, after) {
  return (
    before.kind === after.kind &&
    before.mine === after.mine &&
    before.sender_type === after.sender_type &&
    isSameName(before.sender_name, after.sender_name) &&
    after.sent_at - before.sent_at < PAUSE_MS
  );
}

/** The reader's own message has no name until it is stored. @param {string | null} before @param {string | null} after */
function isSameName(before, after) {
  return before === after || before === null || after === null;
}

/**
 * Which messages a screen reader must not announce: those that were in the log when it was loaded or shown. Later ones
 * are announced once, because their elements are added once. What the reader writes while the history is loading is
 * announced too.
 *
 * @typedef {{ shown: boolean, listening: boolean, known: ReadonlySet<string>, silent: ReadonlySet<string> }} Announcing
 */

/** @type {Announcing} */
export const NOT_LISTENING = { shown: false, listening: false, known: new Set(), silent: new Set() };

/**
 * @param {Announcing} before
 * @param {{ messages: Pick<ViewMessage, "key" | "id">[], loaded: boolean, shown: boolean }} now `loaded`: whether the
 *   history is loaded; `shown`: whether the log is on screen
 * @returns {Announcing}
 */
export function nextAnnouncing(before, { messages, loaded, shown }) {
  const listening = loaded && shown;
  if (before.listening && listening) return before;
  /** @param {Pick<ViewMessage, "key" | "id">} message */
  const isNew = ({ key, id }) =>
    shown && before.shown && (before.known.has(key) ? !before.silent.has(key) : id === null);
  return {
    shown,
    listening,
    known: new Set(messages.map(({ key }) => key)),
    silent: new Set(messages.filter((message) => !isNew(message)).map(({ key }) => key)),
  };
}
