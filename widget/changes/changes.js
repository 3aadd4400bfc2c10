/**
 * Editing and deleting one's own messages in the widget: loaded by the extras where there is something to change, or
 * something changed.
 * @import {Env} from "../../client/delivery/types"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {MessageBody} from "../../client/ui/message.js"
 * @import {PreactFunctions} from "../extras/preact.js"
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import css from "../../client/changes/changes.css";
import { createChanges } from "../../client/changes/changes.js";
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, env: Env, root: ShadowRoot, visitor: Visitor, text: MessageBody,
 *   removal: AbortController,
 * }} parts
 */
export function start({ preact, language, env, root, visitor, text, removal }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css));
  const changes = createChanges({
    env,
    root,
    text,
    messages: () => visitor.state.messages,
    change: visitor.change,
    retry: visitor.retry,
    discard: visitor.discard,
    removal: removal.signal,
  });
  removal.signal.addEventListener("abort", visitor.subscribe(changes.update));
  return changes;
}
