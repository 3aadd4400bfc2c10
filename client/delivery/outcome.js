/**
 * @import {Message} from "../wire"
 * @import {ApiError, Outcome, Refused, RetryLater} from "./types"
 */

/**
 * Makes one attempt to send an entry.
 * @param {() => Promise<Message>} post
 * @returns {Promise<Outcome>}
 */
export const outcomeOf = (post) =>
  post().then((message) => (message?.id ? { type: "stored", message } : { type: "retry_later" }), failed);

/**
 * @param {ApiError} error
 * @returns {RetryLater | Refused}
 */
export function failed(error) {
  const { code, status, transient } = error;
  if (transient !== false || status === 401) return { type: "retry_later", error };
  // 400 is about the message itself. Anything else is about a state that may change.
  return { type: "refused", failure: { code, retryable: status !== 400 } };
}
