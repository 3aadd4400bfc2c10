/**
 * @import {Env} from "../../client/delivery/types"
 * @import {Visitor} from "./extras.js"
 */
import { useState } from "preact/hooks";
import { createTyping } from "../../client/delivery/typing.js";
import { html } from "../../client/ui/html.js";
import { t } from "./texts.js";
import { createTypists } from "./typists.js";

/**
 * Says that the visitor types, and shows at the end of the log who of the team does. Both need the socket, which there is
 * only after the first message.
 * @param {{avatarOf: (name: string) => unknown, env: Env, root: ShadowRoot, visitor: Visitor, removal: AbortController}} parts
 */
export function createTypingBubble({ avatarOf, env, root, visitor, removal }) {
  const own = createTyping({
    env,
    say: (stopped) => visitor.say({ type: "typing", ...(stopped && { stopped }) }),
  });
  root.addEventListener(
    "input",
    ({ target }) => {
      const box = /** @type {HTMLTextAreaElement} */ (target);
      if (box.matches(".pl-composer-input")) own.changed(box.value);
    },
    removal,
  );
  let redraw = () => {};
  const typists = createTypists({ visitor, env, changed: () => redraw() });

  return function TypingBubble() {
    const [, setDrawn] = useState({});
    redraw = () => setDrawn({});
    // The first one, so that two who type at once do not alternate.
    const [first] = typists;
    if (!first) return null;
    const [name, { silent }] = first;
    return html`
      <div
        class="pl-message typing"
        data-first="true"
        data-last="true"
        aria-live=${silent ? "off" : undefined}
      >
        <span class="pl-gutter">${avatarOf(name)}</span>
        <div class="pl-message-main">
          <p class="pl-author" dir="auto">${t("typing.one", { name })}</p>
          <div class="pl-bubble" aria-hidden="true"><i /><i /><i /></div>
        </div>
      </div>
    `;
  };
}
