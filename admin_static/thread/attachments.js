/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {Attachments} from "../../client/attachments/attachments.js" */
import { useEffect, useState } from "preact/hooks";
import { withTexts } from "../language/part_texts.js";

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
    const { signal } = removal;
    withTexts("desk", () => import("../lazy/attachments.js")).then(({ startAttachments }) => {
      if (!signal.aborted) setAttachments(startAttachments(conversationId, admin, () => redraw({}), signal));
    }, console.info);
    return () => removal.abort();
  }, [conversationId, admin]);

  return attachments;
}
