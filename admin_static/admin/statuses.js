/** @import {ConversationStatus} from "../../client/wire" */
/** @import {Env} from "../../client/delivery/types" */
/** @import {createAdminCalls} from "./calls.js" */
/** @import {InboxStore} from "./inbox.js" */
/** @import {OpenConversation} from "./open_conversation.js" */
/** @import {createReplies} from "./replies.js" */
import { newId } from "../../client/delivery/new_id.js";

/**
 * Closes conversations, or opens them again, by an entry of their logs.
 * @param {{
 *   env: Env, calls: ReturnType<typeof createAdminCalls>, inbox: InboxStore, opened: OpenConversation,
 *   stored: ReturnType<typeof createReplies>["stored"],
 * }} parts
 */
export function createStatuses({ env, calls, inbox, opened, stored }) {
  /**
   * One attempt. Rejects with ApiError: `newer_messages` if the visitor has written meanwhile.
   * @param {string} id @param {ConversationStatus} status @param {string} clientId
   * @param {number} after the last number of its log that the admin has seen
   */
  async function post(id, status, clientId, after) {
    const { message } = await calls.setStatus(id, status, clientId, after);
    if (message) stored(message, { conversation_id: id }, {});
  }

  return {
    post,
    /** Of the open conversation, or of another one. Rejects as `post` does. @param {ConversationStatus} status @param {string} [id] */
    async set(status, id = opened.state?.id) {
      const after = opened.of(id ?? null)?.cursor ?? inbox.get(id ?? "")?.last_id;
      if (id && after !== undefined) await post(id, status, newId(env), after);
    },
  };
}
