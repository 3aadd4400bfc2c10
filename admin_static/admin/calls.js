/** @import {Api, AuthorisedCall, InboxQuery, NewBlock} from "../../client/wire" */
/** @import {ApiError, Entry} from "../../client/delivery/types" */
/** @import {Tokens} from "./session.js" */
import { sessionOver } from "./session.js";

/**
 * @typedef {ReturnType<typeof createAdminCalls>} AdminCalls
 */

/**
 * The calls of the inbox; each rejects with ApiError.
 * @param {{
 *   api: Api, tokens: Tokens, reached: (error?: ApiError) => void, signedOut: () => void,
 * }} parts `reached` receives whether the server answers; `signedOut` is called when the session is over
 */
export function createAdminCalls({ api, tokens, reached, signedOut }) {
  /** @type {AuthorisedCall} */
  const call = (method, path, body) =>
    tokens
      .authorised((token) => api(method, path, token, body))
      .then(
        (answer) => {
          reached();
          return answer;
        },
        (/** @type {ApiError} */ error) => {
          if (!error.status || error.busy) reached(error);
          if (sessionOver(error)) signedOut();
          throw error;
        },
      );

  /** @param {string | null} id @returns {`/admin/chatbot/${string}`} */
  const pathOf = (id) => `/admin/chatbot/${encodeURIComponent(id ?? "")}`;

  return {
    call,
    /** @param {InboxQuery} query */
    inbox: (query) => call("POST", "/admin/chatbot", query),
    ticket: () => call("POST", "/admin/ticket"),
    signOut: () => call("DELETE", "/admin/session"),
    blocks: () => call("GET", "/admin/blocks"),
    /** @param {NewBlock} block */
    block: (block) => call("POST", "/admin/blocks", block),
    /** @param {string} blockId */
    unblock: (blockId) => call("DELETE", `/admin/blocks/${encodeURIComponent(blockId)}`),
    /** @param {string} id @param {number} since */
    messages: (id, since) => call("POST", `${pathOf(id)}/messages`, { since_id: since, limit: 200 }),
    /** @param {string} id @param {number} upTo */
    markRead: (id, upTo) => call("POST", `${pathOf(id)}/mark-read`, { id: upTo }),
    /** @param {Entry} entry @returns the stored message */
    async reply({ conversation_id, client_id, body, after }) {
      return (await call("POST", `${pathOf(conversation_id)}/reply`, { client_id, body, after })).message;
    },
  };
}
