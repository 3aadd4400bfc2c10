/**
 * What the log says of closings. Every page reads the same log, so all of them show the same.
 * @import {StoredView, ViewMessage} from "../../client/delivery/types"
 */

const DAY_MS = 24 * 3600 * 1000; // chalicelib/chat/closing.py accepts a rating for as long

/** @param {ViewMessage} message */
const opens = ({ kind, sender_type }) =>
  kind === "reopened" || (!kind && (sender_type === "visitor" || sender_type === "admin"));

/**
 * The entry that closed the conversation; null if it is open. A message that is not sent yet opens it too.
 * @param {ViewMessage[]} messages
 */
export function closingOf(messages) {
  /** @type {StoredView | null} */
  let closing = null;
  for (const message of messages) {
    if (message.kind === "closed") closing = /** @type {StoredView} */ (message);
    else if (opens(message)) closing = null;
  }
  return closing;
}

/**
 * Whether the line of a closing is shown: not if an admin opened the conversation again before anybody wrote.
 * @param {ViewMessage} closing @param {ViewMessage[]} messages
 */
export function isShown(closing, messages) {
  const next = messages.slice(messages.indexOf(closing) + 1).find(opens);
  return closing.kind === "closed" && next?.kind !== "reopened";
}

/**
 * The closing that the visitor may rate now, with the present rating: within a day, and if somebody has answered.
 * @param {ViewMessage[]} messages @param {number} now
 */
export function ratable(messages, now) {
  const closing = closingOf(messages);
  const answered = messages.some(({ kind, sender_type }) => !kind && sender_type === "admin");
  if (!closing || !answered || now - closing.sent_at >= DAY_MS) return null;
  const ratings = messages.filter(({ kind, target }) => kind === "rated" && target === closing.id);
  return { id: closing.id, given: ratings.at(-1) };
}
