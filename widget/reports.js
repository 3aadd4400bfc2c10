/** @import {VisitorState} from "./panel_view.js" */

/**
 * Tells the page what is new in the conversation: each message that is stored from now on, of either side, each one that
 * cannot be sent, that there is no chat, and the number of unread messages. History is not new.
 * @param {(name: string, detail: unknown) => void} emit
 * @returns {(state: Pick<VisitorState, "messages" | "loaded" | "behind" | "unread" | "refusal"> & {moves?: number}) => void} called after
 *   each change
 */
export function createReports(emit) {
  /** @type {number | undefined} */
  let last; // the number of the last message that was stored; unknown until the log has been read
  let count = 0;
  let moved = 0;
  /** @type {Set<string>} */
  const errors = new Set();

  return ({ messages, loaded, behind, unread, refusal, moves = 0 }) => {
    // Another conversation: what it has is history too.
    if (moves !== moved) last = undefined;
    moved = moves;
    const current = messages.findLastIndex(({ id }) => id && id <= (last ?? id));
    /** @type {[name: string, detail: unknown][]} */
    const news = [];
    /** @param {string | undefined} code @param {string} [key] */
    const fail = (code, key = "") => {
      if (code && errors.size < errors.add(key + code).size) news.push(["error", { code }]);
    };

    for (const message of messages.slice(current + 1)) {
      const { key, id, kind, deleted, sender_type, sender_name, body, sent_at, failure } = message;
      if (id && !(kind || deleted || behind))
        news.push(["message", { id, sender_type, sender_name, body, sent_at }]);
      fail(failure?.code, key);
    }
    fail(refusal?.code);
    if (unread !== count) news.push(["unread", { count: unread }]);
    count = unread;
    if (!loaded) last = undefined;
    else if (!behind) last = messages.findLast(({ id }) => id)?.id ?? last ?? 0;
    for (const report of news) emit(...report);
  };
}
