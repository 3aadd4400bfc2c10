import { ApiError } from "./api.js";
import { parsed } from "./json.js";
import { createRetry } from "./retry.js";

const MARK = "porchlight.discarded."; // not under a visitor's prefix: it is no sign of a conversation
const MARK_MS = 24 * 3600_000;

/**
 * Messages written and not yet acknowledged. Each is in storage, under a key of its own (tabs share the storage),
 * from the moment of writing until the log has it, and keeps its `client_id` and `after`, which make any number of
 * attempts by any tab one message. A conversation's messages go one at a time, in the order written.
 *
 * An entry leaves for two reasons only: the log has it, or its writer discards it. A key that is missing means nothing:
 * a host page may clear the storage at any time. The entry is then written again. A discarded message must not come back
 * from another tab's memory, so a discard leaves a mark in storage, without the text. An acknowledgement needs none: a
 * tab that missed it finds the message in the log, or sends it again and gets the stored one.
 *
 * Entry: { client_id, conversation_id (null: not begun yet), body, after, made_at (ms), failure: {code, retryable} | null,
 *   tries: attempts of whatever tab that may have stored it }
 *
 * @param {{
 *   env: object,
 *   prefix: string,
 *   deliver: (entry: object) => Promise<object>,
 *   stored: (message: object, entry: object, read: object) => void,
 *   changed: () => void,
 * }} parts `deliver` resolves to the stored message; `stored`'s `read`: the mark that the message moved
 */
export function createOutbox({ env, prefix, deliver, stored, changed }) {
  const lanes = new Map();
  const discards = []; // client_ids
  let entries = [];
  let running = false;

  const keyOf = (entry) => prefix + entry.client_id;
  const save = (entry) => env.storage.set(keyOf(entry), JSON.stringify(entry));
  const find = (clientId) => entries.find((entry) => entry.client_id === clientId);
  /** With what other tabs have made of it. */
  const fresh = (entry) => Object.assign(entry, parsed(env.storage.get(keyOf(entry))));

  function load() {
    for (const key of env.storage.keys()) {
      if (key.startsWith(MARK) && !(env.now() - env.storage.get(key) < MARK_MS)) env.storage.remove(key);
      if (!key.startsWith(prefix) || find(key.slice(prefix.length))) continue;
      const entry = parsed(env.storage.get(key));
      if (entry) entries.push(entry);
    }
    entries.sort((a, b) => a.made_at - b.made_at);
    hold();
  }

  function hold() {
    for (const clientId of discards) mark(clientId);
    entries.forEach(kept);
  }

  const mark = (clientId) => env.storage.set(MARK + clientId, String(env.now()));

  /** Writes it again if the storage was cleared. @returns {boolean} false: another tab has discarded it */
  function kept(entry) {
    if (env.storage.get(MARK + entry.client_id) !== null) {
      drop(entry.client_id);
      return false;
    }
    if (env.storage.get(keyOf(entry)) === null) {
      // The count of other tabs' attempts is lost too. One more stands for them.
      entry.tries += 1;
      save(entry);
    }
    return true;
  }

  function drop(clientId) {
    const entry = find(clientId);
    if (!entry) return;
    entries = entries.filter((other) => other !== entry);
    env.storage.remove(keyOf(entry));
    changed();
  }

  function laneOf(conversationId) {
    let lane = lanes.get(conversationId);
    if (!lane) {
      lane = { busy: false, retry: createRetry(env, () => drain(conversationId)) };
      lanes.set(conversationId, lane);
    }
    return lane;
  }

  const headOf = (conversationId) => entries.find((e) => e.conversation_id === conversationId && !e.failure);

  async function drain(conversationId) {
    const lane = laneOf(conversationId);
    if (lane.busy) return;
    if (running && lane.retry.quiet) return lane.retry.wake();
    lane.busy = true;
    while (running && conversationId && !lane.retry.waiting) {
      const head = headOf(conversationId);
      if (!head) break;
      await attempt(head, lane);
    }
    lane.busy = false;
  }

  async function attempt(entry, lane) {
    hold();
    if (!find(entry.client_id)) return;
    if (fresh(entry).failure) return changed();
    entry.tries += 1;
    save(entry);
    let message;
    try {
      message = await deliver(entry);
      if (!message?.id) throw new ApiError(0);
    } catch (error) {
      return refused(entry, lane, error);
    }
    lane.retry.reset();
    // Written after everything before it was read: then the server has moved its writer's mark too.
    stored(message, entry, entry.after === message.id - 1 ? { [message.sender_type]: message.id } : {});
    drop(entry.client_id);
  }

  function change(entry, news) {
    if (!kept(entry)) return;
    Object.assign(fresh(entry), news);
    save(entry);
    changed();
  }

  function refused(entry, lane, error) {
    // An earlier attempt, its answer lost, may have stored it, and it was read since. And what is refused while
    // the outbox stops is refused for the reason why it stops, not for its own.
    if (!running || !find(entry.client_id)) return;
    if (error.transient !== false || error.status === 401) {
      lane.retry.later(error);
      return changed();
    }
    // A 400 is about the message itself. The rest is about the state of things, and that may change.
    change(entry, { failure: { code: error.code, retryable: error.status !== 400 } });
  }

  function flush() {
    for (const entry of entries) laneOf(entry.conversation_id).retry.wake();
  }

  return {
    /** Entries in the order written; not to be changed. */
    get entries() {
      return entries;
    },
    load,
    /** Storage has what is here, whoever has cleared it. */
    hold,
    find,
    /** @returns {object | undefined} the entry as it is by now, in whatever tab */
    fresh(clientId) {
      const entry = find(clientId);
      return entry && kept(entry) ? fresh(entry) : undefined;
    },
    /** Its last attempt is known to have stored nothing. */
    untried(clientId) {
      const entry = find(clientId);
      if (entry && kept(entry)) change(entry, { tries: fresh(entry).tries - 1 });
    },
    flush,
    /** Until when the server has asked to wait before this one is sent again (ms); past or 0: it has not. */
    heldUntil: (entry) =>
      entry === headOf(entry.conversation_id) ? (lanes.get(entry.conversation_id)?.retry.quietUntil ?? 0) : 0,
    start() {
      running = true;
      flush();
    },
    stop() {
      running = false;
      for (const lane of lanes.values()) lane.retry.stop();
    },
    /** @returns {string} the client_id of the new entry */
    add(conversationId, body, after) {
      const last = entries.at(-1)?.made_at ?? 0;
      const entry = {
        client_id: `${env.now().toString(36)}-${word(env)}${word(env)}`,
        conversation_id: conversationId,
        body,
        after,
        made_at: Math.max(env.now(), last + 1),
        tries: 0,
        failure: null,
      };
      entries.push(entry);
      save(entry);
      changed();
      drain(conversationId);
      return entry.client_id;
    },
    /** Is there something that was written before there was a conversation? */
    get unassigned() {
      return entries.some((entry) => !entry.conversation_id);
    },
    /** The conversation of what was written before there was one; what another tab has said of it holds. */
    assign(conversationId) {
      for (const entry of entries.filter((one) => !one.conversation_id)) {
        const said = parsed(env.storage.get(keyOf(entry)))?.conversation_id;
        change(entry, { conversation_id: said ?? conversationId });
      }
      drain(conversationId);
    },
    /** @param {object} [base] a new `conversation_id` and `after`, when the old ones do not exist any more */
    retry(clientId, base) {
      const entry = find(clientId);
      if (!entry) return;
      change(entry, { ...base, failure: null });
      laneOf(entry.conversation_id).retry.wake();
    },
    /** The log has it. */
    drop,
    /** Its writer gives it up: no tab sends it. */
    discard(clientId) {
      if (!find(clientId)) return;
      drop(clientId);
      discards.push(clientId);
      mark(clientId);
    },
  };
}

const word = (env) =>
  Math.floor(env.random() * 36 ** 8)
    .toString(36)
    .padStart(8, "0");
