/**
 * What only some sites need: the panel loads this after the first answer of the server that has a part for it
 * (`VisitorSession.extras`). The chat works without it.
 *
 * The panel draws two slots. `Below` is below the header. `Above` is above the text box; an element with the class
 * `instead` in it replaces the text box, which stays as it is, invisible.
 *
 * @import {PanelProps} from "../panel_view.js"
 * @import {PreactFunctions} from "./preact.js"
 * @typedef {ReturnType<typeof start>} Slots
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import { html } from "../../client/ui/html.js";
import { adopt } from "../style.js";
import { AwayNotice } from "./away_notice.js";
import css from "./extras.css";
import { provide } from "./preact.js";

/**
 * @param {{
 *   preact: PreactFunctions, root: ShadowRoot, visitor: Visitor, removal: AbortController,
 * }} parts `removal`: aborted when the panel is removed
 */
export function start({ preact, root, visitor, removal }) {
  provide(preact);
  removal.signal.addEventListener("abort", adopt(root, css));

  /** @param {PanelProps} props */
  const Below = ({ open, state: { extras } }) => html`
    ${extras?.hours && html`<${AwayNotice} hours=${extras.hours} open=${open} />`}
  `;

  /** @param {PanelProps} props */
  const Above = (props) => props.state.extras && visitor && html``;

  return { Below, Above };
}
