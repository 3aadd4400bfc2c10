/**
 * What the first answer need not wait for: an open panel loads this once the server's answer has a part for it
 * (`VisitorSession.extras`), or a socket is live, for typing. The chat works without it.
 *
 * What the panel draws of it: `team` in the header, `Below` the header, `note` in the greeting, `Typing` at the end of the
 * log, and `Above` the text box. There, an element with the class `instead` replaces the text box, which stays as it is,
 * invisible. `body` draws the text of a message.
 *
 * @import {Env} from "../../client/delivery/types"
 * @import {Identity} from "../../client/wire"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PanelProps, VisitorState} from "../panel_view.js"
 * @import {PreactFunctions} from "./preact.js"
 * @typedef {ReturnType<typeof start>} Slots
 * @typedef {typeof import("../attachments/attachments.js")} AttachmentsPart
 * @typedef {typeof import("../conversations/conversations.js")} ConversationsPart
 * @typedef {import("../../client/attachments/attachments.js").Attachments} Attachments
 * @typedef {typeof import("../../client/ui/avatar.js").Avatar} AvatarView
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import formattedCss from "../../client/ui/formatted_body.css";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
import { share } from "../../client/ui/translate.js";
import { ATTACHMENTS } from "../attachments_name.js";
import { adopt } from "../style.js";
import { AwayNotice } from "./away_notice.js";
import contactCss from "./contact.css";
import { createContact } from "./contact.js";
import css from "./extras.css";
import { provide } from "./preact.js";
import { createSeveral } from "./several.js";
import { teamLine } from "./team_line.js";
import { createTypingBubble } from "./typing.js";

export { openLink } from "./link.js";

/**
 * @typedef {{
 *   preact: PreactFunctions, language: Language, Avatar: AvatarView, env: Env, root: ShadowRoot, visitor: Visitor,
 *   embed: {token: string, api: string, user: Identity | null}, removal: AbortController, redraw: () => void,
 *   memory: ReturnType<typeof import("../storage.js").createPageMemory>,
 * }} Parts
 * @param {Parts} parts `language`: shared with the panel; `Avatar`: the panel's; `redraw`: draws the panel again; `removal`: aborted when the panel is removed
 */
export function start(parts) {
  const { preact, language, Avatar, env, root, visitor, embed, removal, redraw } = parts;
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css, contactCss, formattedCss));

  /** @param {PanelProps} props */
  const Below = (props) => html`
    ${props.state.extras?.hours && html`<${AwayNotice} hours=${props.state.extras.hours} open=${props.open} />`}
    <${several.List} ...${props} />
  `;

  const several = createSeveral(parts);
  const { note, ContactSlot } = createContact({ root, visitor, embed });

  /** @type {Attachments | undefined} */
  let files;
  let asked = false;
  const loadFiles = () => {
    const { extras, messages } = visitor.state;
    if (asked || !(extras?.attachments || messages.some((each) => each.attachments))) return;
    asked = true;
    import(new URL(ATTACHMENTS, import.meta.url).href).then((/** @type {AttachmentsPart} */ part) => {
      if (removal.signal.aborted) return;
      files = part.start({ preact, language, env, root, visitor, redraw, removal });
      redraw();
    }, console.info);
  };
  removal.signal.addEventListener("abort", visitor.subscribe(loadFiles));
  loadFiles();

  return {
    get files() {
      return files;
    },
    menu: () => html`<${several.Button} />`,
    /** Begins another conversation of the visitor. */
    begin: several.begin,
    /** @param {VisitorState} state */
    team: ({ extras }) => extras?.presence && teamLine(extras.presence, extras.hours, Avatar),
    note,
    Below,
    Typing: createTypingBubble({ Avatar, env, root, visitor, removal }),
    Above: ContactSlot,
    body: formattedBody,
  };
}
