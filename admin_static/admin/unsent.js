/** @import {Outbox} from "../../client/delivery/types" */

/**
 * What was written in this browser and is not stored yet: replies and notes.
 * @param {Outbox[]} outboxes @param {() => void} loaded is called after each load: the logs may have some of them
 */
export function createUnsent(outboxes, loaded) {
  const each = (/** @type {(outbox: Outbox) => void} */ act) => outboxes.forEach(act);
  const entries = () => outboxes.flatMap((outbox) => outbox.entries);

  /** Reads what all tabs have written. */
  function load() {
    for (const outbox of outboxes) outbox.load();
    loaded();
  }

  return {
    get entries() {
      return entries();
    },
    load,
    // Each of these is createOutbox's, of all of them.
    flush: () => each((outbox) => outbox.flush()),
    restore: () => each((outbox) => outbox.restore()),
    start: () => each((outbox) => outbox.start()),
    stop: () => each((outbox) => outbox.stop()),
    /** How many failed, by conversation. */
    failures() {
      /** @type {Record<string, number>} */
      const counts = {};
      for (const { conversation_id: id, failure } of entries())
        if (failure && id) counts[id] = (counts[id] ?? 0) + 1;
      return counts;
    },
    /** Deletes all of them from this browser. */
    discardAll() {
      load();
      for (const outbox of outboxes) for (const { client_id } of outbox.entries) outbox.discard(client_id);
    },
  };
}
