import { dayStart } from "./time.js";

const PAUSE_MS = 5 * 60_000;

/**
 * The rows of the log: a day row where a day begins, and each message with its place in its group.
 * A group is what one sender wrote without a pause of five minutes. Rows stay flat and keep their
 * keys, so that a message's element is never moved or made again, which would announce it twice.
 *
 * @typedef {{ kind: "day", key: string, at: number }} DayRow
 * @typedef {{ kind: "message", key: string, message: object, first: boolean, last: boolean }} MessageRow
 * @returns {(DayRow | MessageRow)[]}
 */
export function toRows(messages) {
  const rows = [];
  let day = Number.NEGATIVE_INFINITY;
  let above = null;

  for (const message of messages) {
    const start = dayStart(message.sent_at);
    // A reader's clock may run behind the server's: a day never comes back.
    if (start > day) {
      day = start;
      rows.push({ kind: "day", key: `day-${start}`, at: message.sent_at });
      above = null;
    }
    const first = !above || !belongTogether(above.message, message);
    if (above && !first) above.last = false;
    above = { kind: "message", key: message.key, message, first, last: true };
    rows.push(above);
  }
  return rows;
}

function belongTogether(before, after) {
  return (
    before.mine === after.mine &&
    before.sender_type === after.sender_type &&
    isSameName(before.sender_name, after.sender_name) &&
    after.sent_at - before.sent_at < PAUSE_MS
  );
}

/** One's own message has no name until the server has it. */
function isSameName(before, after) {
  return before === after || before === null || after === null;
}
