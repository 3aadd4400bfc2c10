import { createBackoff } from "./backoff.js";

/**
 * Tells the server how far its reader has looked: only forward, one request in flight, the newest number only.
 * @param {{env: object, post: (id: number) => Promise<{read: object}>, onRead: (read: object) => void}} parts
 */
export function createMarks({ env, post, onRead }) {
  const backoff = createBackoff(env);
  let wanted = 0;
  let told = 0;
  let busy = false;
  let timer = null;
  let stopped = false;

  async function tell() {
    if (busy || timer) return;
    busy = true;
    while (wanted > told && !stopped) {
      const id = wanted;
      try {
        const answer = await post(id);
        backoff.reset();
        told = id;
        onRead(answer.read);
      } catch (error) {
        if (error.transient === false) {
          told = id;
        } else {
          timer = env.setTimeout(again, error.retryAfter ? error.retryAfter * 1000 : backoff.next());
          break;
        }
      }
    }
    busy = false;
  }

  function again() {
    timer = null;
    tell();
  }

  return {
    /** @param {number} id every message up to this number has been looked at */
    seen(id) {
      if (id <= wanted) return;
      wanted = id;
      tell();
    },
    stop() {
      stopped = true;
      env.clearTimeout(timer);
    },
  };
}
