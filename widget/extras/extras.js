/**
 * What only some sites need: the panel loads this after the first answer of the server that has a part for it
 * (`VisitorSession.extras`). The chat works without it.
 *
 * The panel draws two slots. `Below` is below the header. `Above` is above the text box; an element with the class
 * `instead` in it replaces the text box, which stays as it is, invisible. `body` draws the text of a message.
 *
 * @import {Identity} from "../../client/wire"
 * @import {PanelProps} from "../panel_view.js"
 * @import {PreactFunctions} from "./preact.js"
 * @typedef {ReturnType<typeof start>} Slots
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import formattedCss from "../../client/ui/formatted_body.css";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
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
 *   preact: PreactFunctions, root: ShadowRoot, visitor: Visitor, embed: {token: string, user: Identity | null},
 *   removal: AbortController,
 * }} parts `removal`: aborted when the panel is removed
 */
export function start({ preact, root, visitor, embed, removal }) {
  provide(preact);
  removal.signal.addEventListener("abort", adopt(root, css, contactCss, formattedCss));

  /** @param {PanelProps} props */
  const Below = ({ open, state: { extras } }) => html`
    ${extras?.presence && html`<${TeamLine} ...${extras.presence} />`}
    ${extras?.hours && html`<${AwayNotice} hours=${extras.hours} open=${open} />`}
  `;

  return { Below, Above: createContact({ root, visitor, embed }), body: formattedBody };
}
