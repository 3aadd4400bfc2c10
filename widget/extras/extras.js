/**
 * What the first answer need not wait for: an open panel loads this once the server's answer has a part for it
 * (`VisitorSession.extras`), or a socket is live, for typing. The chat works without it.
 *
 * What the panel draws of it: `team` in the header, `Below` the header, `note` in the greeting, `Typing` at the end of the
 * log, and `Above` the text box. There, an element with the class `instead` replaces the text box, which stays as it is,
 * invisible. `body` draws the text of a message, and `detail` what belongs below it.
 *
 * @import {Env} from "../../client/delivery/types"
 * @import {Identity} from "../../client/wire"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PanelProps, VisitorState} from "../panel_view.js"
 * @import {PreactFunctions} from "./preact.js"
 * @typedef {ReturnType<typeof start>} Slots
 * @typedef {typeof import("../attachments/attachments.js")} AttachmentsPart
 * @typedef {typeof import("../changes/changes.js")} ChangesPart
 * @typedef {import("../../client/changes/changes.js").Changes} Changes
 * @typedef {typeof import("../context/context.js")} ContextPart
 * @typedef {import("../../client/attachments/attachments.js").Attachments} Attachments
 * @typedef {typeof import("../../client/ui/avatar.js").Avatar} AvatarView
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import { isNeeded } from "../../client/changes/limits.js";
import formattedCss from "../../client/ui/formatted_body.css";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
import { share } from "../../client/ui/translate.js";
import { ATTACHMENTS } from "../attachments_name.js";
import { CHANGES } from "../changes_name.js";
import { CONTEXT } from "../context_name.js";
import { EMOJI } from "../emoji_name.js";
import { adopt } from "../style.js";
import { AwayNotice } from "./away_notice.js";
import contactCss from "./contact.css";
import { createContact } from "./contact.js";
import css from "./extras.css";
import { provide } from "./preact.js";
import { teamLine } from "./team_line.js";
import { createTypingBubble } from "./typing.js";

export { openLink } from "./link.js";

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, Avatar: AvatarView, env: Env, root: ShadowRoot, visitor: Visitor,
 *   embed: {token: string, user: Identity | null, data: unknown[]}, removal: AbortController, redraw: () => void,
 * }} parts `language`: shared with the panel; `Avatar`: the panel's; `redraw`: draws the panel again; `removal`: aborted when the panel is removed
 */
export function start({ preact, language, Avatar, env, root, visitor, embed, removal, redraw }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css, contactCss, formattedCss));

  /** @param {PanelProps} props */
  const Below = ({ open, state: { extras } }) => html`
    ${extras?.hours && html`<${AwayNotice} hours=${extras.hours} open=${open} />`}
  `;

  const { note, ContactSlot } = createContact({ root, visitor, embed });

  const shared = { preact, language, env, root, visitor, embed, redraw, removal, text: formattedBody };
  const asked = new Set();

  /** @template {{start: (parts: typeof shared) => unknown}} Part @param {string} name @param {(part: Part) => void} started */
  const load = (name, started) => {
    if (asked.has(name)) return;
    asked.add(name);
    import(new URL(name, import.meta.url).href).then((/** @type {Part} */ part) => {
      if (removal.signal.aborted) return;
      started(part);
      redraw();
    }, console.info);
  };

  /** @type {Attachments | undefined} */
  let files;
  /** @type {Changes | undefined} */
  let changes;
  /** @type {ReturnType<ContextPart["start"]> | undefined} */
  let ContextNote;
  /** @type {typeof import("../../client/ui/emoji.js").Emoji | undefined} */
  let Emoji;
  const loadParts = () => {
    const { extras, messages } = visitor.state;
    if (extras?.attachments || messages.some((each) => each.attachments))
      load(ATTACHMENTS, (/** @type {AttachmentsPart} */ { start }) => {
        files = start(shared);
      });
    if (isNeeded(messages, env.now()))
      load(CHANGES, (/** @type {ChangesPart} */ { start }) => {
        changes = start(shared);
      });
    // A phone's keyboard has emoji of its own.
    if (matchMedia("(any-pointer: fine)").matches)
      load(EMOJI, (/** @type {typeof import("../emoji/emoji.js")} */ { start }) => {
        Emoji = start(shared);
      });
    if (extras?.context)
      load(CONTEXT, (/** @type {ContextPart} */ { start }) => {
        ContextNote = start(shared);
      });
  };
  removal.signal.addEventListener("abort", visitor.subscribe(loadParts));
  loadParts();

  return {
    /** Beside the text box. */
    emoji: () => Emoji && html`<${Emoji} />`,
    get files() {
      return files;
    },
    /** @param {VisitorState} state */
    team: ({ extras }) => extras?.presence && teamLine(extras.presence, extras.hours, Avatar),
    note,
    Below,
    Typing: createTypingBubble({ Avatar, env, root, visitor, removal }),
    /** @param {PanelProps} props */
    Above: (props) => html`${ContextNote && html`<${ContextNote} />`}<${ContactSlot} ...${props} />`,
    get body() {
      return changes?.body ?? formattedBody;
    },
    get detail() {
      return changes?.detail;
    },
  };
}
