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

  return {
    /** @returns {Promise<object>} all that is kept, the parts of the answer put together */
    async export(id) {
      const messages = [];
      let part;
      do {
        part = await call("GET", `${pathOf(id)}/export?since_id=${part?.last_id ?? 0}`);
        messages.push(...part.messages);
      } while (part.has_more);
      const { exported_at, conversation, address_range } = part;
      return { exported_at, conversation, address_range, messages };
    },
    /** Erases all of it, and goes on where a busy server was cut short. */
    async erase(id) {
      for (let tries = 1; ; tries++) {
        try {
          const { first_id } = await call("DELETE", pathOf(id));
          return erased(id, first_id);
        } catch (error) {
          if (!error.transient || tries === TRIES) throw error;
          await pause(error.retryAfter ?? tries);
        }
      }
    },
  };
}
