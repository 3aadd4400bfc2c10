/** @import {AdminEngine} from "../admin/admin.js" */
import { createAttachments } from "../../client/attachments/attachments.js";
import { browserEnv } from "../../client/env.js";
import { conversationPath } from "../admin/calls.js";

const MOST_BYTES = 100 * 1024 * 1024; // most that a site can choose; the server knows the site's limit

/**
 * Files of a conversation.
 * @param {string} conversationId @param {AdminEngine} admin @param {() => void} redraw @param {AbortSignal} removal
 */
export function startAttachments(conversationId, admin, redraw, removal) {
  const attachments = createAttachments({
    env: browserEnv(),
    mostBytes: () => MOST_BYTES,
    allow: (entry, file) => admin.call("POST", `${conversationPath(entry.conversation_id)}/uploads`, file),
    ask: (id) => admin.call("POST", `${conversationPath(conversationId)}/attachments`, { id }),
    read: (entry, since) =>
      admin.call("POST", `${conversationPath(entry.conversation_id)}/messages`, {
        since_id: since,
        limit: 200,
      }),
    send: admin.send,
    discard: admin.discard,
    setSender: admin.setSender,
    redraw,
    removal,
  });
  attachments.listen(document);
  return attachments;
}
