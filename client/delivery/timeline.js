/**
 * The contiguous prefix of a conversation's log. A message is applied only when every number before it has been;
 * what is ahead waits. A cursor of "highest seen" would skip for ever whatever comes late.
 */
export function createTimeline() {
  let cursor = 0;
  let known = 0;
  let gone = 0;
  let ahead = new Map();
  /** @param {number} id the log is known to reach this number */
  function expect(id) {
    if (id > known) known = id;
  }

  return {
    expect,
    /** The last contiguous number. */
    get cursor() {
      return cursor;
    },
    /** Up to this number the log is gone, by retention or erasure. */
    get gone() {
      return gone;
    },
    /** Is the log known to reach beyond the cursor? */
    get behind() {
      return known > cursor;
    },
    /** What waits for the numbers before it, by number. */
    get ahead() {
      return [...ahead.values()].sort((a, b) => a.id - b.id);
    },
    /**
     * @param {{id: number}[]} messages in any order, any number of times
     * @param {number} [firstId] what is below is gone: nobody waits for it
     * @returns {{id: number}[]} those that now follow the prefix, by number
     */
    apply(messages, firstId = 1) {
      gone = Math.max(gone, firstId - 1);
      cursor = Math.max(cursor, gone);
      expect(gone);
      for (const message of messages) {
        if (message.id > cursor) ahead.set(message.id, message);
        expect(message.id);
      }
      for (const id of ahead.keys()) if (id <= cursor) ahead.delete(id);
      const fresh = [];
      for (let next = ahead.get(cursor + 1); next; next = ahead.get(cursor + 1)) {
        ahead.delete(next.id);
        cursor = next.id;
        fresh.push(next);
      }
      return fresh;
    },
    /** The log is not the one that was read: begin again. */
    reset() {
      cursor = 0;
      known = 0;
      gone = 0;
      ahead = new Map();
    },
  };
}
