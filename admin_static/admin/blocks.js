/** @import {AuthorisedCall, Block, NewBlock} from "../../client/wire" */
/** @import {ApiError, Env} from "../../client/delivery/types" */
const FRESH_MS = 60_000;

/**
 * The list of blocks, as last loaded. An event says that it has changed; without a socket, a colleague's block shows
 * after the next load.
 * @param {{env: Env, call: AuthorisedCall, moved: () => void, changed: () => void}} parts `moved` is called when other
 *   visitors are blocked than before: most loads change nothing
 */
export function createBlocks({ env, call, moved, changed }) {
  /** @type {Block[]} */
  let list = [];
  /** @type {number | null} */
  let loadedAt = null;

  const ids = () => list.map(({ id }) => id).join();

  /** @param {Block[]} next */
  function replace(next) {
    const before = ids();
    list = next;
    if (ids() !== before) moved();
    changed();
  }

  async function refresh() {
    loadedAt = env.now();
    try {
      replace((await call("GET", "/admin/blocks")).blocks);
      return list;
    } catch (error) {
      loadedAt = null;
      throw error;
    }
  }

  return {
    get list() {
      return list;
    },
    /** Loads the list unless it was loaded within the last minute. After a failure, the next call tries again. */
    async load() {
      if (loadedAt !== null && env.now() - loadedAt < FRESH_MS) return;
      await refresh().catch(() => {});
    },
    /** Loads the list in any case. Rejects with ApiError. */
    refresh,
    /** @param {NewBlock} block */
    async add(block) {
      const added = (await call("POST", "/admin/blocks", block)).block;
      replace([added, ...list.filter(({ id }) => id !== added.id)]);
    },
    /** @param {string} blockId */
    async remove(blockId) {
      const removed = call("DELETE", `/admin/blocks/${encodeURIComponent(blockId)}`);
      await removed.catch((/** @type {ApiError} */ error) => {
        // A colleague has already removed it: the outcome is the same.
        if (error.code !== "block_not_found") throw error;
      });
      replace(list.filter(({ id }) => id !== blockId));
    },
  };
}
