/**
 * What the log says of closings. Every page reads the same log, so all of them show the same.
 * @import {StoredView, ViewMessage} from "../delivery/types"
 */

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

/** Whether an admin opened the conversation again before anybody wrote. @param {ViewMessage} closing @param {ViewMessage[]} messages */
export const wasMistake = (closing, messages) =>
  messages.slice(messages.indexOf(closing) + 1).find(opens)?.kind === "reopened";

/** The present rating of a closing: each takes the place of the one before. @param {number} id @param {ViewMessage[]} messages */
export const ratingOf = (id, messages) =>
  messages.filter(({ kind, target }) => kind === "rated" && target === id).at(-1);
