import { createApi, tokenRefused } from "../delivery/api.js";

/**
 * @param {{apiBase: string, env: object}} options
 * @param {{email: string, password: string}} credentials
 * @returns {Promise<object>} the session for createAdmin; rejects with ApiError
 */
export function signIn({ apiBase, env }, { email, password }) {
  return createApi({ base: apiBase, env })("POST", "/admin/session", null, { email, password });
}

/**
 * The calls that an admin makes; each rejects with ApiError.
 * @param {{
 *   api: Function, token: string, reached: (answered: boolean) => void, signedOut: () => void,
 * }} parts `signedOut`: the token is not taken any more
 */
export function createAdminCalls({ api, token, reached, signedOut }) {
  async function call(method, path, body) {
    try {
      const answer = await api(method, path, token, body);
      reached(true);
      return answer;
    } catch (error) {
      if (error.status === 0) reached(false);
      if (tokenRefused(error)) signedOut();
      throw error;
    }
  }

  const pathOf = (id) => `/admin/chatbot/${encodeURIComponent(id)}`;

  return {
    inbox: (query) => call("GET", `/admin/chatbot?${query}`),
    ticket: () => call("POST", "/admin/ticket"),
    messages: (id, since) => call("GET", `${pathOf(id)}/messages?since_id=${since}&limit=200`),
    markRead: (id, upTo) => call("POST", `${pathOf(id)}/mark-read`, { id: upTo }),
    async reply({ conversation_id, client_id, body, after }) {
      return (await call("POST", `${pathOf(conversation_id)}/reply`, { client_id, body, after })).message;
    },
  };
}
