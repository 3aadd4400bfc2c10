/** @import {Api, AuthorisedCall, ConversationStatus, InboxQuery, SendMessage} from "../../client/wire" */
/** @import {ApiError, Entry} from "../../client/delivery/types" */
/** @import {Tokens} from "./session.js" */
/** @typedef {`/admin/chatbot/${string}/reply`} ReplyPath */
import { sessionOver } from "./session.js";

/** @param {string | null | undefined} id @returns {`/admin/chatbot/${string}`} */
export const conversationPath = (id) => `/admin/chatbot/${encodeURIComponent(id ?? "")}`;

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

  return {
    call,
    /** @param {InboxQuery} query */
    inbox: (query) => call("POST", "/admin/chatbot", query),
    counts: () => call("POST", "/admin/counts"),
    ticket: () => call("POST", "/admin/ticket"),
    signOut: () => call("DELETE", "/admin/session"),
    /** @param {string} id @param {number} since */
    messages: (id, since) =>
      call("POST", `${conversationPath(id)}/messages`, { since_id: since, limit: 200 }),
    /** The other conversations of the same visitor. @param {string} id */
    others: (id) => call("POST", `${conversationPath(id)}/others`),
    /** Conversations and messages with these words. @param {string} text @param {string} [before] the `older` of an answer */
    search: (text, before) => call("POST", "/admin/search", { q: text, ...(before && { before }) }),
    /** @param {string} id @param {number} upTo */
    markRead: (id, upTo) => call("POST", `${conversationPath(id)}/mark-read`, { id: upTo }),
    /** @param {string} id @param {ConversationStatus} status @param {string} client_id @param {number} after */
    setStatus: (id, status, client_id, after) =>
      call("POST", `${conversationPath(id)}/status`, { client_id, status, after }),
    /** Sends a message, or a change of one. @param {Entry} entry @param {string[]} [attachments] ids of uploads @returns what is stored */
    async reply({ conversation_id, client_id, body, after, target, kind }, attachments) {
      const of = kind ? `messages/${target}/${kind === "edited" ? "edit" : "delete"}` : "reply";
      const path = /** @type {ReplyPath} */ (`${conversationPath(conversation_id)}/${of}`);
      const message = /** @type {SendMessage} */ ({ client_id, body, after, attachments });
      return (await call("POST", path, message)).message;
    },
  };
}
