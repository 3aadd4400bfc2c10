/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {Attachments} from "../../client/attachments/attachments.js" */
import { useEffect, useState } from "preact/hooks";
import { browserEnv } from "../../client/env.js";
import { conversationPath } from "../admin/calls.js";

const MOST_BYTES = 100 * 1024 * 1024; // most that a site can choose; the server knows the site's limit

/**
 * Files of a conversation: loaded after the conversation, which does not wait for it.
 * @param {string} conversationId @param {AdminEngine} admin
 * @returns {Attachments | undefined}
 */
export function useAttachments(conversationId, admin) {
  const [attachments, setAttachments] = useState(/** @type {Attachments | undefined} */ (undefined));
  const [, redraw] = useState({});

  useEffect(() => {
    const removal = new AbortController();
    load().catch((error) => console.info("No attachments for now:", error));
    return () => {
      removal.abort();
      setAttachments(undefined);
    };

    async function load() {
      const { createAttachments } = await import("../../client/attachments/attachments.js");
      if (removal.signal.aborted) return;
      const created = createAttachments({
        env: browserEnv(),
        mostBytes: () => MOST_BYTES,
        allow: (entry, file) =>
          admin.call("POST", `${conversationPath(entry.conversation_id)}/uploads`, file),
        ask: (id) => admin.call("POST", `${conversationPath(conversationId)}/attachments`, { id }),
        send: admin.send,
        discard: admin.discard,
        setSender: admin.setSender,
        redraw: () => redraw({}),
        removal: removal.signal,
      });
      created.listen(document);
      setAttachments(created);
    }
  }, [conversationId, admin]);

  return attachments;
}
