/** @import {Changes} from "../../client/changes/changes.js" */
/** @import {AdminEngine} from "../admin/admin.js" */
import { useEffect, useState } from "preact/hooks";
import { withTexts } from "../language/part_texts.js";
import { onFormattingKey } from "./formatting_keys.js";

/**
 * Changes of messages: loaded after the conversation, which does not wait for it.
 * @param {string} conversationId @param {AdminEngine} admin @param {string} viewer the admin's name
 * @returns {Changes | undefined}
 */
export function useChanges(conversationId, admin, viewer) {
  const [changes, setChanges] = useState(/** @type {Changes | undefined} */ (undefined));

  useEffect(() => {
    const removal = new AbortController();
    withTexts("desk", () => import("../lazy/changes.js")).then(({ startChanges }) => {
      if (!removal.signal.aborted) setChanges(startChanges(admin, viewer, removal.signal, onFormattingKey));
    }, console.info);
    return () => removal.abort();
  }, [conversationId, admin, viewer]);

  return changes;
}
