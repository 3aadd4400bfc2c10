/** @import {AdminEngine} from "../admin/admin.js" */
import { createChanges } from "../../client/changes/changes.js";
import { browserEnv } from "../../client/env.js";
import { formattedBody } from "../../client/ui/formatted_body.js";

/**
 * Editing and deleting one's own messages in the open conversation.
 * @param {AdminEngine} admin @param {string} viewer the admin's name @param {AbortSignal} removal
 * @param {(event: KeyboardEvent) => void} onKey
 */
export function startChanges(admin, viewer, removal, onKey) {
  const changes = createChanges({
    env: browserEnv(),
    root: document,
    text: formattedBody,
    viewer,
    messages: () => admin.state.open?.messages ?? [],
    change: admin.change,
    retry: admin.retry,
    discard: admin.discard,
    removal,
    onKey,
  });
  removal.addEventListener("abort", admin.subscribe(changes.update));
  return changes;
}
