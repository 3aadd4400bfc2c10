/**
 * What only some sites need: the panel loads this after the first answer of the server that has a part for it
 * (`VisitorSession.extras`). The chat works without it.
 *
 * The panel draws two slots. `Below` is below the header. `Above` is above the text box; an element with the class
 * `instead` in it replaces the text box, which stays as it is, invisible.
 *
 * @import {Identity} from "../../client/wire"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PanelProps} from "../panel_view.js"
 * @import {PreactFunctions} from "./preact.js"
 * @typedef {ReturnType<typeof start>} Slots
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import { html } from "../../client/ui/html.js";
import { share } from "../../client/ui/translate.js";
import { adopt } from "../style.js";
import { AwayNotice } from "./away_notice.js";
import contactCss from "./contact.css";
import { createContact } from "./contact.js";
import css from "./extras.css";
import { provide } from "./preact.js";
import { TeamLine } from "./team_line.js";

export { openLink } from "./link.js";

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, root: ShadowRoot, visitor: Visitor, embed: {token: string, user: Identity | null},
 *   removal: AbortController,
 * }} parts `removal`: aborted when the panel is removed
 */
export function start({ preact, language, root, visitor, embed, removal }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css, contactCss));

  /** @param {PanelProps} props */
  const Below = ({ open, state: { extras } }) => html`
    ${extras?.presence && html`<${TeamLine} ...${extras.presence} />`}
    ${extras?.hours && html`<${AwayNotice} hours=${extras.hours} open=${open} />`}
  `;

  return { Below, Above: createContact({ root, visitor, embed }) };
}
