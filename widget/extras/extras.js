/**
 * What the first answer need not wait for: an open panel loads this once the server's answer has a part for it
 * (`VisitorSession.extras`), or a socket is live, for typing. The chat works without it.
 *
 * What the panel draws of it: `team` in the header, `Below` the header, `note` in the greeting, `Typing` at the end of the
 * log, with what the bot suggests, and `Above` the text box. There, an element with the class `instead` replaces the text
 * box, which stays as it is, invisible. `body` draws the text of a message, and `detail` what belongs below it.
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
 * @typedef {import("../../client/attachments/attachments.js").Attachments} Attachments
 * @typedef {typeof import("../bot/bot.js")} BotPart
 * @typedef {ReturnType<BotPart["start"]>} Bot
 * @import {MessageBody} from "../../client/ui/message.js"
 * @typedef {typeof import("../../client/ui/avatar.js").Avatar} AvatarView
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import { isNeeded } from "../../client/changes/limits.js";
import formattedCss from "../../client/ui/formatted_body.css";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
import { share } from "../../client/ui/translate.js";
import { ATTACHMENTS } from "../attachments_name.js";
import { BOT } from "../bot_name.js";
import { CHANGES } from "../changes_name.js";
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
 *   embed: {token: string, user: Identity | null}, removal: AbortController, redraw: () => void,
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
  /** @type {Bot | undefined} */
  let bot;
  /** @type {MessageBody} */
  const body = (message, linked) => bot?.body(message) ?? formattedBody(message, linked);

  /** @type {Changes | undefined} */
  let changes;
  let changing = false;
  const loadChanges = () => {
    if (changing || !isNeeded(visitor.state.messages, env.now())) return;
    changing = true;
    import(new URL(CHANGES, import.meta.url).href).then((/** @type {ChangesPart} */ part) => {
      if (removal.signal.aborted) return;
      changes = part.start({ preact, language, env, root, visitor, text: body, removal });
      redraw();
    }, console.info);
  };

  let botAsked = false;
  const loadBot = () => {
    const { extras, messages } = visitor.state;
    if (botAsked || !(extras?.faq || messages.some((each) => each.bot))) return;
    botAsked = true;
    import(new URL(BOT, import.meta.url).href).then((/** @type {BotPart} */ part) => {
      if (removal.signal.aborted) return;
      bot = part.start({ preact, language, root, visitor, note, removal });
      redraw();
    }, console.info);
  };
  const TypingBubble = createTypingBubble({ Avatar, env, root, visitor, removal });

  for (const load of [loadFiles, loadChanges, loadBot]) {
    removal.signal.addEventListener("abort", visitor.subscribe(load));
    load();
  }

  return {
    get files() {
      return files;
    },
    /** @param {VisitorState} state */
    team: ({ extras }) => extras?.presence && teamLine(extras.presence, extras.hours, Avatar),
    note,
    Below,
    Typing: () => html`<${TypingBubble} />${bot?.suggestions()}`,
    Above: ContactSlot,
    get body() {
      return changes?.body ?? body;
    },
    get detail() {
      return changes?.detail;
    },
  };
}
