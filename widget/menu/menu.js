/**
 * What belongs to a conversation besides its messages: the menu in the header, the line of a closing, and the rating.
 * The extras load this once there is a message.
 *
 * @import {VisitorContact} from "../../client/wire"
 * @import {Env, ViewMessage} from "../../client/delivery/types"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PreactFunctions} from "../extras/preact.js"
 * @import {Visitor} from "../extras/extras.js"
 * @import {VisitorState} from "../panel_view.js"
 */
import { wasMistake } from "../../client/ui/closings.js";
import { html } from "../../client/ui/html.js";
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";
import css from "./menu.css";
import { createMenu } from "./menu_view.js";
import { createRating } from "./rating.js";
import { t } from "./texts.js";

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, env: Env, root: ShadowRoot, visitor: Visitor, removal: AbortController,
 *   contact: (state: VisitorState) => VisitorContact,
 * }} parts `contact`: how the visitor can be reached, as far as the page knows
 */
export function start({ preact, language, env, root, visitor, removal, contact }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css));
  return {
    Menu: createMenu({ env, visitor, contact }),
    Rating: createRating({ env, visitor }),
    /** Draws a quiet entry of the log. @param {ViewMessage} entry */
    entry: (entry) =>
      entry.kind === "closed" &&
      !wasMistake(entry, visitor.state.messages) &&
      html`<p class="closing">${t("closing.closed")}</p>`,
  };
}
