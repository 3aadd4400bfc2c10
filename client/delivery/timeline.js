/**
 * The contiguous prefix of a conversation's log. A message is applied only when every number before it has been;
 * what is ahead waits. A cursor of "highest seen" would skip for ever whatever comes late.
 */
export function createTimeline() {
  let cursor = 0;
  let known = 0;
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
     * @returns {{id: number}[]} those that now follow the prefix, by number
     */
    apply(messages) {
      for (const message of messages) {
        if (message.id > cursor) ahead.set(message.id, message);
        expect(message.id);
      }
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
      ahead = new Map();
    },
  };
}
