const FRESH_MS = 60_000;

/**
 * Who is blocked, as of the last look. Nothing pushes it: a colleague's block shows at the next look.
 * @param {{env: object, calls: object, changed: () => void}} parts
 */
export function createBlocks({ env, calls, changed }) {
  let list = [];
  let lookedAt = null;

  function become(next) {
    list = next;
    changed();
  }

  async function refresh() {
    lookedAt = env.now();
    try {
      become((await calls.blocks()).blocks);
      return list;
    } catch (error) {
      lookedAt = null;
      throw error;
    }
  }

  return {
    get list() {
      return list;
    },
    /** Looks again, unless that was done just now. What fails is looked at with the next conversation. */
    async look() {
      if (lookedAt !== null && env.now() - lookedAt < FRESH_MS) return;
      await refresh().catch(() => {});
    },
    /** Looks again in any case. Rejects with ApiError. @returns {Promise<object[]>} */
    refresh,
    /** @param {{conversation_id: string, kind: string, reason: string}} asked */
    async add(asked) {
      const { block } = await calls.block(asked);
      become([block, ...list.filter(({ id }) => id !== block.id)]);
    },
    async remove(blockId) {
      await calls.unblock(blockId).catch((error) => {
        // Somebody else was faster: that is what was asked for.
        if (error.code !== "block_not_found") throw error;
      });
      become(list.filter(({ id }) => id !== blockId));
    },
  };
}
