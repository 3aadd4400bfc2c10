/** @import {Message, MessageId} from "../wire" */

/**
 * The contiguous prefix of a conversation's log. A message is applied only after every number before it; until then it
 * waits. A cursor at the highest number seen would skip whatever arrives late.
 * @template {{id: number}} [Numbered=Message]
 */
export function createTimeline() {
  let cursor = 0;
  let known = 0;
  let deleted = 0;
  /** @type {Map<MessageId, Numbered>} */
  const ahead = new Map();

  /** @param {MessageId} id the log is known to reach this number */
  function expect(id) {
    if (id > known) known = id;
  }

  return {
    expect,
    /** The last number of the prefix. */
    get cursor() {
      return cursor;
    },
    /** Up to this number messages were deleted, by retention or erasure. */
    get deleted() {
      return deleted;
    },
    /** Whether the log is known to reach beyond the cursor. */
    get behind() {
      return known > cursor;
    },
    /** The messages that wait for the numbers before them, by number. */
    get ahead() {
      return [...ahead.values()].sort((a, b) => a.id - b.id);
    },
    /**
     * @param {Numbered[]} messages in any order, any number of times
     * @param {MessageId} [firstId] messages below were deleted: nothing waits for them
     * @returns {Numbered[]} those that extend the prefix now, by number
     */
    apply(messages, firstId = 1) {
      deleted = Math.max(deleted, firstId - 1);
      cursor = Math.max(cursor, deleted);
      expect(deleted);
      for (const message of messages) {
        if (message.id > cursor) ahead.set(message.id, message);
        expect(message.id);
      }
      for (const id of ahead.keys()) if (id <= cursor) ahead.delete(id);
      const applied = [];
      for (let next = ahead.get(cursor + 1); next; next = ahead.get(cursor + 1)) {
        ahead.delete(next.id);
        cursor = next.id;
        applied.push(next);
      }
      return applied;
    },
    /** Starts again: the log is another one than the one that was read. */
    reset() {
      cursor = known = deleted = 0;
      ahead.clear();
    },
  };
}
