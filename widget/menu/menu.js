/**
 * What belongs to a conversation besides its messages: the menu in the header, the line of a closing, and the rating.
 * The extras load this once there is a message.
 *
 * @import {ViewMessage} from "../../client/delivery/types"
 * @import {Shared} from "../extras/extras.js"
 */
import { wasMistake } from "../../client/ui/closings.js";
import { html } from "../../client/ui/html.js";
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";
import css from "./menu.css";
import { createMenu } from "./menu_view.js";
import { createRating } from "./rating.js";
import { createSeveral } from "./several.js";
import { t } from "./texts.js";

/**
 * @param {Shared} parts
 */
export function start(parts) {
  const { preact, language, env, root, visitor, removal, contact } = parts;
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css));
  const several = createSeveral(parts);
  /** @param {ViewMessage} entry */
  const isLast = ({ id }) =>
    !visitor.state.messages.some((each) => !each.kind && Number(each.id ?? Infinity) > Number(id));

  return {
    Menu: createMenu({ env, visitor, contact, several }),
    List: several.List,
    Rating: createRating({ env, visitor }),
    /** Draws a quiet entry of the log. @param {ViewMessage} entry */
    entry: (entry) =>
      entry.kind === "closed" &&
      !wasMistake(entry, visitor.state.messages) &&
      html`<p class="closing">
        ${t("closing.closed")}
        ${
          isLast(entry) &&
          html`<button type="button" class="closing-new" onClick=${several.begin}>${t("conversations.new")}</button>`
        }
      </p>`,
  };
}
