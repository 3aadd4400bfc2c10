import { ApiError } from "../../client/delivery/api.js";

const TRIES = 4;

/**
 * An owner's calls about what is kept of a visitor; each rejects with ApiError.
 * @param {{
 *   env: object, call: (method: string, path: string) => Promise<object>,
 *   erased: (conversationId: string, firstId: number) => void,
 * }} parts
 */
export function createPrivacy({ env, call, erased }) {
  const pathOf = (id) => `/admin/chatbot/${encodeURIComponent(id)}`;
  const pause = (seconds) => new Promise((resolve) => env.setTimeout(resolve, seconds * 1000));

  /** Repeats a call that a busy server did not finish, a few times. */
  async function patiently(job) {
    for (let tries = 1; ; tries++) {
      try {
        return await job();
      } catch (error) {
        if (!error.transient || tries === TRIES) throw error;
        await pause(error.retryAfter ?? tries);
      }
    }
  }

  async function partAfter(id, since) {
    const part = await call("GET", `${pathOf(id)}/export?since_id=${since}`);
    // The log has a hole here. A read may miss a message that is just being stored; a damaged log never gets on.
    if (part.has_more && !(part.last_id > since)) throw new ApiError(503, { code: "export_incomplete" });
    return part;
  }

  return {
    /**
     * Rejects with `export_incomplete` if a part of the log cannot be read.
     * @returns {Promise<object>} all that is kept, the parts of the answer put together
     */
    async export(id) {
      const messages = [];
      let since = 0;
      for (;;) {
        const part = await patiently(() => partAfter(id, since));
        messages.push(...part.messages);
        since = part.last_id;
        const { exported_at, conversation, address_range } = part;
        if (!part.has_more) return { exported_at, conversation, address_range, messages };
      }
    },
    /** Erases all of it, and goes on where a busy server was cut short. */
    async erase(id) {
      const { first_id } = await patiently(() => call("DELETE", pathOf(id)));
      erased(id, first_id);
    },
  };
}
