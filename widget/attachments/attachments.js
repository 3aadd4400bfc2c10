/**
 * Files in the widget: loaded by the extras where the site takes files.
 * @import {Env} from "../../client/delivery/types"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PreactFunctions} from "../extras/preact.js"
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import css from "../../client/attachments/attachments.css";
import { createAttachments } from "../../client/attachments/attachments.js";
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, env: Env, root: ShadowRoot, visitor: Visitor, redraw: () => void,
 *   removal: AbortController,
 * }} parts
 */
export function start({ preact, language, env, root, visitor, redraw, removal }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css));
  const attachments = createAttachments({
    env,
    mostBytes: () => visitor.state.extras?.attachments?.most_bytes ?? 0,
    allow: (_, file) => visitor.call("POST", "/chatbot/uploads", file),
    ask: (id) => visitor.call("POST", "/chatbot/attachments", { id }),
    read: (_, since) => visitor.call("POST", "/chatbot/messages", { since_id: since, limit: 200 }),
    send: visitor.send,
    discard: visitor.discard,
    setSender: visitor.setSender,
    redraw,
    removal: removal.signal,
  });
  attachments.listen(root);
  return attachments;
}
