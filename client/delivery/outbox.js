/**
 * @import {Message} from "../wire"
 * @import {Entry, Env, NewBase, Outcome, Retry, SomeReadMarks} from "./types"
 */
import { parsed } from "./api.js";
import { newId } from "./new_id.js";
import { createRetry } from "./retry.js";

const MARK = "porchlight.discarded."; // not under `prefix`: a mark does not mean that there is a conversation
const MARK_MS = 24 * 3600_000;

/** A message refused with one of these needs a new base. */
const BASE_GONE = /^cursor_(ahead|behind)|^conversation_changed/;

/** A change of a message that is gone has nothing left to do. */
const MOOT = /deleted|not_found/;

/**
 * Messages written and not yet known to be in the log. Each keeps its `client_id` and `after`, which make any number of
 * attempts by any tab one message. The messages of a conversation go one at a time, in the order written. What becomes of
 * an entry depends on the outcome of each attempt (`act`):
 *
 *   waiting ── attempt ──▶ stored: removed
 *      ▲                 ├ retry_later: waiting, as it is
 *      │                 ├ rebase: waiting, with a new base; or failed
 *      └──── retry ──────┴ refused: failed
 *
 * Each entry is in storage under a key of its own, because tabs share the storage, from when it is written until the log
 * has it or its writer discards it. A missing key means neither: a host page may clear the storage at any time, and the
 * entry is then stored again. So that another tab does not store a discarded message again, a discard leaves a mark in
 * storage, without the text. An acknowledgement needs none: a tab that missed it finds the message in the log, or sends it
 * again and gets the stored one.
 *
 * @param {{
 *   env: Env, prefix: string,
 *   deliver: (entry: Entry) => Promise<Outcome>,
 *   stored: (message: Message, entry: Entry, read: SomeReadMarks) => void,
 *   changed: () => void,
 * }} parts `deliver` makes one attempt; `stored`'s `read` are the marks that the message moved
 */
export function createOutbox({ env, prefix, deliver, stored, changed }) {
  /** @type {Map<Entry["conversation_id"], {busy: boolean, retry: Retry}>} by conversation */
  const lanes = new Map();
  /** @type {string[]} */
  const discarded = [];
  /** @type {Entry[]} */
  let entries = [];
  let running = false;
  const { storage } = env;

  /** @param {string} clientId */
  const find = (clientId) => entries.find((entry) => entry.client_id === clientId);

  /** @param {Entry} entry */
  const keyOf = (entry) => prefix + entry.client_id;

  /** @param {string} key @returns {Entry | null} */
  const readStored = (key) => parsed(storage.get(key));

  /** @param {string} clientId */
  const mark = (clientId) => storage.set(MARK + clientId, String(env.now()));

  /** Reads what other tabs, or earlier pages, have written. */
  function load() {
    for (const key of storage.keys()) {
      if (key.startsWith(MARK) && !(env.now() - Number(storage.get(key)) < MARK_MS)) storage.remove(key);
      if (!key.startsWith(prefix) || find(key.slice(prefix.length))) continue;
      const entry = readStored(key);
      if (entry) entries.push(entry);
    }
    entries.sort((a, b) => a.made_at - b.made_at);
    restore();
  }

  /** Stores again what was cleared from the storage. */
  function restore() {
    discarded.forEach(mark);
    entries.forEach(restoreOne);
  }

  /** @param {Entry} entry @returns {boolean} false if another tab has discarded it */
  function restoreOne(entry) {
    if (storage.get(MARK + entry.client_id) !== null) {
      remove(entry.client_id);
      return false;
    }
    // The count of other tabs' attempts was cleared too. Assume one.
    if (storage.get(keyOf(entry)) === null) save(entry, { tries: entry.tries + 1 });
    return true;
  }

  /**
   * Takes over what other tabs have changed.
   * @param {Entry} entry
   * @returns {Entry | false | undefined} nothing if the log has it, or a tab has discarded it
   */
  function refresh(entry) {
    return find(entry.client_id) && restoreOne(entry) && Object.assign(entry, readStored(keyOf(entry)));
  }

  /** @param {Entry} entry @param {Partial<Entry>} news */
  const save = (entry, news) => storage.set(keyOf(entry), JSON.stringify(Object.assign(entry, news)));

  /** @param {Entry} entry @param {Partial<Entry>} news */
  function change(entry, news) {
    save(entry, news);
    changed();
  }

  /** @param {string} clientId */
  function remove(clientId) {
    const entry = find(clientId);
    if (!entry) return;
    entries = entries.filter((other) => other !== entry);
    storage.remove(keyOf(entry));
    changed();
  }

  /** @param {Entry["conversation_id"]} conversationId */
  function laneOf(conversationId) {
    let lane = lanes.get(conversationId);
    if (!lane) {
      lane = { busy: false, retry: createRetry(env, () => drain(conversationId)) };
      lanes.set(conversationId, lane);
    }
    return lane;
  }

  /** @param {Entry["conversation_id"]} conversationId */
  const nextOf = (conversationId) =>
    entries.find((entry) => entry.conversation_id === conversationId && !entry.failure);

  /** @param {Entry["conversation_id"]} conversationId */
  async function drain(conversationId) {
    const lane = laneOf(conversationId);
    if (lane.busy) return;
    lane.busy = true;
    while (running && conversationId && !lane.retry.waiting()) {
      const next = nextOf(conversationId);
      if (!next) break;
      await attempt(next, lane.retry);
    }
    lane.busy = false;
  }

  /** @param {Entry} entry @param {Retry} retry */
  async function attempt(entry, retry) {
    restore();
    if (!refresh(entry)) return;
    if (entry.failure) return changed(); // in another tab
    // Counted before it is made: a page that crashes does not know what became of it.
    save(entry, { tries: entry.tries + 1 });
    await act(await deliver(entry), entry, retry);
  }

  /** @param {Outcome | NewBase} outcome @param {Entry} entry @param {Retry} retry */
  async function act(outcome, entry, retry) {
    if (outcome.type === "stored") {
      const { message } = outcome;
      retry.reset();
      // If its writer had read everything before it, the server has moved the writer's mark too.
      stored(message, entry, entry.after === message.id - 1 ? { [message.sender_type]: message.id } : {});
      remove(entry.client_id);
      return;
    }
    // Stopped: it was refused because the page stops. Or the log has it from an attempt whose answer was lost.
    if (!running || !refresh(entry)) return;
    if (outcome.type === "retry_later") {
      retry.later(outcome.error);
      changed();
    } else if (outcome.type === "rebase") {
      // This attempt stored nothing.
      change(entry, { tries: entry.tries - 1 });
      await act(await outcome.rebase(), entry, retry);
    } else if (outcome.type === "refused" && entry.kind && MOOT.test(outcome.failure.code)) {
      remove(entry.client_id);
    } else if (
      outcome.type === "refused" ||
      entry.failure ||
      (entry.after < outcome.deleted && entry.tries > 0)
    ) {
      // An earlier attempt may have stored it in the part of the log that was deleted.
      change(entry, { failure: outcome.failure });
    } else {
      change(entry, { after: outcome.after });
      retry.later();
    }
  }

  function flush() {
    for (const entry of entries) laneOf(entry.conversation_id).retry.wake();
  }

  return {
    /** In the order written; not to be changed. */
    get entries() {
      return entries;
    },
    load,
    restore,
    /** Sends everything now that waits for its next attempt, unless the server asked to wait. */
    flush,
    start() {
      running = true;
      flush();
    },
    stop() {
      running = false;
      for (const { retry } of lanes.values()) retry.stop();
    },
    /**
     * @param {Entry["conversation_id"]} conversation_id undefined: there is none yet
     * @param {string | undefined} body
     * @param {number} after
     * @param {Entry["contact"]} [contact] that a visitor gave with it
     * @param {Entry["files"]} [files] to be uploaded before
     * @param {Pick<Entry, "target" | "kind" | "bot" | "mentions" | "at_id">} [more] what it changes, or what the visitor chose
     * @returns {string} the new entry's client_id
     */
    add(conversation_id, body, after, contact, files, more) {
      const entry = {
        client_id: newId(env),
        conversation_id,
        body,
        after,
        contact,
        files,
        ...more,
        made_at: Math.max(env.now(), (entries.at(-1)?.made_at ?? 0) + 1),
        tries: 0,
        failure: null,
      };
      entries.push(entry);
      change(entry, {});
      drain(conversation_id);
      return entry.client_id;
    },
    /**
     * Puts what was written before there was a conversation into this one, unless another tab has assigned it.
     * @param {string} conversationId
     */
    assign(conversationId) {
      for (const entry of entries)
        if (!entry.conversation_id && refresh(entry))
          change(entry, { conversation_id: entry.conversation_id ?? conversationId });
      drain(conversationId);
    },
    /**
     * Sends a failed message again.
     * @param {string} clientId
     * @param {Pick<Entry, "conversation_id" | "after">} base where to, if what it was written for does not exist any more
     */
    retry(clientId, base) {
      const entry = find(clientId);
      if (!entry || !refresh(entry)) return;
      change(entry, { ...(BASE_GONE.test(entry.failure?.code ?? "") && base), failure: null });
      laneOf(entry.conversation_id).retry.wake();
    },
    /** @param {string} clientId of a message that the log has */
    remove,
    /** @param {string} clientId no tab sends it any more */
    discard(clientId) {
      if (!find(clientId)) return;
      remove(clientId);
      discarded.push(clientId);
      mark(clientId);
    },
    /**
     * Until when the server asked to wait before it is sent; 0 or past: it did not.
     * @param {Entry} entry
     */
    retryAt: (entry) =>
      entry === nextOf(entry.conversation_id) ? laneOf(entry.conversation_id).retry.quietUntil() : 0,
  };
}
