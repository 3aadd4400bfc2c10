import { createRetry } from "./retry.js";

/**
 * Tells the server how far its reader has looked: only forward, one request in flight, the newest number only.
 * @param {{env: object, post: (id: number) => Promise<{read: object}>, onRead: (read: object) => void}} parts
 */
export function createMarks({ env, post, onRead }) {
  const retry = createRetry(env, tell);
  let wanted = 0; // 0 again when stopped
  let told = 0;
  let busy = false;

  async function tell() {
    if (busy || retry.waiting) return;
    busy = true;
    while (wanted > told && !retry.waiting) {
      const id = wanted;
      try {
        const { read } = await post(id);
        if (wanted === 0) break;
        onRead(read);
        retry.reset();
        told = id;
      } catch (error) {
        if (error.transient === false) told = id;
        else retry.later(error);
      }
    }
    busy = false;
  }

  return {
    /** @param {number} id every message up to this number has been looked at */
    seen(id) {
      if (id <= wanted) return;
      wanted = id;
      tell();
    },
    stop() {
      wanted = 0;
      retry.stop();
    },
  };
}
