import { sessionOver } from "./session.js";

/**
 * The calls that an admin makes; each rejects with ApiError.
 * @param {{
 *   api: Function, tokens: object, reached: (error?: object) => void, signedOut: () => void,
 * }} parts `signedOut`: the session is over
 */
export function createAdminCalls({ api, tokens, reached, signedOut }) {
  async function call(method, path, body) {
    try {
      const answer = await tokens.authorised((token) => api(method, path, token, body));
      reached();
      return answer;
    } catch (error) {
      if (!error.status || error.busy) reached(error);
      if (sessionOver(error)) signedOut();
      throw error;
    }
  }

  const pathOf = (id) => `/admin/chatbot/${encodeURIComponent(id)}`;

  return {
    /** Any call, for the nouns that only some pages need. */
    call,
    /** @param {{since?: string, before?: string, limit?: number}} asked */
    inbox: (asked) => call("POST", "/admin/chatbot", asked),
    ticket: () => call("POST", "/admin/ticket"),
    signOut: () => call("DELETE", "/admin/session"),
    blocks: () => call("GET", "/admin/blocks"),
    block: (asked) => call("POST", "/admin/blocks", asked),
    unblock: (blockId) => call("DELETE", `/admin/blocks/${encodeURIComponent(blockId)}`),
    messages: (id, since) => call("POST", `${pathOf(id)}/messages`, { since_id: since, limit: 200 }),
    markRead: (id, upTo) => call("POST", `${pathOf(id)}/mark-read`, { id: upTo }),
    async reply({ conversation_id, client_id, body, after }) {
      return (await call("POST", `${pathOf(conversation_id)}/reply`, { client_id, body, after })).message;
    },
  };
}
