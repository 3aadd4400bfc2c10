/** @import {CannedDraft, CannedReply} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {createCannedReplies} from "../admin/settings_calls.js" */
import { createCannedReplies as createCalls } from "../admin/settings_calls.js";
import { best, folded } from "../controls/ranking.js";

/** @typedef {ReturnType<typeof createCannedStore>} CannedStore */

/** For how long the replies are shown without asking the server whether they have changed, in milliseconds. */
const FRESH = 30_000;
const MOST_FOUND = 50;

/**
 * The team's canned replies, read when they are first needed, and again when they are needed later.
 * @param {ReturnType<typeof createCannedReplies>} calls @param {() => number} now
 */
export function createCannedStore(calls, now) {
  /** @type {CannedReply[] | null} */
  let replies = null;
  /** @type {{item: CannedReply, texts: string[]}[]} */
  let candidates = [];
  let version = "";
  let readAt = -FRESH;
  /** @type {Promise<void> | null} */
  let reading = null;

  /** @param {CannedReply[]} next by name */
  function set(next) {
    replies = next;
    candidates = next.map((item) => ({ item, texts: [item.name, item.title, item.text].map(folded) }));
  }

  /** @param {CannedReply} reply */
  function put(reply) {
    version = ""; // the next reading brings what others have changed meanwhile
    const others = (replies ?? []).filter(({ id }) => id !== reply.id);
    set([...others, reply].sort((one, other) => (one.name < other.name ? -1 : 1)));
    return reply;
  }

  async function read() {
    const answer = await calls.read(version);
    readAt = now();
    if (!answer.replies) return;
    version = answer.version;
    set(answer.replies);
  }

  return {
    /** Null until they are loaded. */
    get replies() {
      return replies;
    },
    /** Rejects with ApiError. @param {boolean} [always] even if they were read a moment ago */
    async load(always = false) {
      if (replies && !always && now() - readAt < FRESH) return;
      reading ??= read().finally(() => {
        reading = null;
      });
      await reading;
    },
    /** The best ones; all by name if nothing was typed. @param {string} typed */
    find: (typed) => best(typed, candidates, MOST_FOUND).map(({ item }) => item),
    /** @param {CannedDraft} draft */
    add: async (draft) => put(await calls.add(draft)),
    /** @param {CannedReply} before @param {CannedDraft} draft */
    change: async ({ id, revision }, draft) => put(await calls.change(id, revision, draft)),
    /** @param {CannedReply} reply */
    async remove({ id, revision }) {
      await calls.remove(id, revision);
      version = "";
      set((replies ?? []).filter((each) => each.id !== id));
    },
  };
}

/** @type {WeakMap<AdminEngine, CannedStore>} */
const stores = new WeakMap();

/** One for the composer and the settings, so that what was just changed can be used. @param {AdminEngine} admin */
export function storeOf(admin) {
  const store = stores.get(admin) ?? createCannedStore(createCalls(admin.call), Date.now);
  stores.set(admin, store);
  return store;
}
