/**
 * @import {MessageId, ReadMarks} from "../wire"
 * @import {ApiError, Clock} from "./types"
 */
import { createRetry } from "./retry.js";

/**
 * Sends the reader's mark to the server: it only moves forward, with one request in flight and the newest number only.
 * @param {{
 *   env: Clock,
 *   post: (id: MessageId) => Promise<{read: ReadMarks}>,
 *   onRead: (read: ReadMarks) => void,
 * }} parts
 */
export function createMarks({ env, post, onRead }) {
  const retry = createRetry(env, send);
  let wanted = 0; // 0 again when stopped
  let sent = 0;
  let busy = false;

  async function send() {
    if (busy) return;
    busy = true;
    while (wanted > sent && !retry.waiting()) {
      const id = wanted;
      try {
        const { read } = await post(id);
        if (wanted === 0) break;
        onRead(read);
        retry.reset();
        sent = id;
      } catch (caught) {
        const error = /** @type {ApiError} */ (caught);
        if (error.transient === false) sent = id;
        else retry.later(error);
      }
    }
    busy = false;
  }

  return {
    /** @param {MessageId} id the reader has seen every message up to this number */
    seen(id) {
      if (id <= wanted) return;
      wanted = id;
      send();
    },
    stop() {
      wanted = 0;
      retry.stop();
    },
  };
}
