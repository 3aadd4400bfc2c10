/** @import {AuthorisedCall, ExportPage} from "../../client/wire" */
/** @import {Env} from "../../client/delivery/types" */
import { ApiError } from "../../client/delivery/api.js";
import { conversationPath } from "./calls.js";

const ATTEMPTS = 4;

/**
 * An owner's export and erasure of a visitor's data; each rejects with ApiError.
 * @param {{
 *   env: Pick<Env, "setTimeout">, call: AuthorisedCall, erased: (conversationId: string, firstId: number) => void,
 * }} parts
 */
export function createPrivacy({ env, call, erased }) {
  /** @param {number} seconds */
  const pause = (seconds) => new Promise((resolve) => env.setTimeout(() => resolve(null), seconds * 1000));

  /**
   * Repeats a call that failed because the server is busy.
   * @template T
   * @param {() => Promise<T>} job
   * @returns {Promise<T>}
   */
  async function withRetries(job, attempt = 1) {
    return job().catch(async (/** @type {ApiError} */ error) => {
      if (!error.transient || attempt === ATTEMPTS) throw error;
      await pause(error.retryAfter ?? attempt);
      return withRetries(job, attempt + 1);
    });
  }

  /** @param {string} id @param {number} since */
  async function pageAfter(id, since) {
    const page = await call("GET", `${conversationPath(id)}/export?since_id=${since}`);
    // The log has a hole here: a message that is just being stored, or damage, which no retry repairs.
    if (page.has_more && !(page.last_id > since)) throw new ApiError(503, { code: "export_incomplete" });
    return page;
  }

  return {
    /**
     * Collects everything stored about a conversation. Rejects with `export_incomplete` if part of the log cannot be read.
     * @param {string} id
     */
    async export(id) {
      /** @type {ExportPage["messages"]} */
      const messages = [];
      let since = 0;
      for (;;) {
        const page = await withRetries(() => pageAfter(id, since));
        messages.push(...page.messages);
        since = page.last_id;
        const { exported_at, conversation, address_range, context } = page;
        if (!page.has_more) return { exported_at, conversation, address_range, context, messages };
      }
    },
    /**
     * Erases the whole conversation; continues where a busy server stopped.
     * @param {string} id
     */
    async erase(id) {
      const { first_id } = await withRetries(() => call("DELETE", conversationPath(id)));
      erased(id, first_id);
    },
  };
}
