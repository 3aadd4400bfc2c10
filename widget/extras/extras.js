/**
 * What the first answer need not wait for: an open panel loads this once the server's answer has a part for it
 * (`VisitorSession.extras`), or a socket is live, for typing. The chat works without it.
 *
 * What the panel draws of it: `team` and `menu` in the header, `Below` the header, `note` in the greeting, `entry` in the
 * log, `Typing` at its end, and `Above` the text box. There, an element with the class `instead` replaces the text box, which stays as it is,
 * invisible. `parts` is what it draws of each message.
 *
 * @import {Env, ViewMessage} from "../../client/delivery/types"
 * @import {Identity} from "../../client/wire"
 * @import {Language} from "../../client/ui/translate.js"
 * @import {PanelProps, VisitorState} from "../panel_view.js"
 * @import {PreactFunctions} from "./preact.js"
 * @typedef {ReturnType<typeof start>} Slots
 * @typedef {typeof import("../attachments/attachments.js")} AttachmentsPart
 * @typedef {typeof import("../changes/changes.js")} ChangesPart
 * @typedef {import("../../client/changes/changes.js").Changes} Changes
 * @typedef {typeof import("../menu/menu.js")} MenuPart
 * @typedef {typeof import("../context/context.js")} ContextPart
 * @typedef {typeof import("../bot/bot.js")} BotPart
 * @typedef {typeof import("../log/log.js")} LogPart
 * @import {MessageBody, MessageParts} from "../../client/ui/message.js"
 * @typedef {import("../../client/attachments/attachments.js").Attachments} Attachments
 * @typedef {typeof import("../../client/ui/avatar.js").Avatar} AvatarView
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import { isNeeded } from "../../client/changes/limits.js";
import { emojiButton } from "../../client/ui/emoji_button.js";
import formattedCss from "../../client/ui/formatted_body.css";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
import roundCss from "../../client/ui/round_button.css";
import { share } from "../../client/ui/translate.js";
import { ATTACHMENTS, BOT, CHANGES, CONTEXT, CONVERSATIONS, EMOJI, LOG, MENU } from "../file_names.js";
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
 * @typedef {{
 *   preact: PreactFunctions, language: Language, Avatar: AvatarView, env: Env, root: ShadowRoot, visitor: Visitor,
 *   embed: {token: string, api: string, user: Identity | null, data: unknown[]}, removal: AbortController, redraw: () => void,
 *   memory: ReturnType<typeof import("../storage.js").createPageMemory>,
 * }} Parts
 * @typedef {Parts & {
 *   contact: ReturnType<typeof createContact>["known"], text: MessageBody,
 *   note: ReturnType<typeof createContact>["note"],
 *   importConversations: () => Promise<typeof import("../conversations/conversations.js")>,
 * }} Shared what the parts of the extras get; `contact`: how the visitor can be reached, as far as the page knows
 * @param {Parts} parts `language`: shared with the panel; `Avatar`: the panel's; `redraw`: draws the panel again; `removal`: aborted when the panel is removed
 */
export function start(parts) {
  const { preact, language, Avatar, env, root, visitor, embed, removal, redraw } = parts;
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css, contactCss, formattedCss, roundCss));

  /** @param {PanelProps} props */
  const Below = (props) => html`
    ${props.state.extras?.hours && html`<${AwayNotice} hours=${props.state.extras.hours} open=${props.open} />`}
    ${menu && html`<${menu.List} ...${props} />`}
  `;

  const { note, ContactSlot, known: contact } = createContact({ root, visitor, embed });
  /** @type {ReturnType<BotPart["start"]> | undefined} */
  let bot;
  /** @type {MessageBody} */
  const text = (message, linked) => bot?.body(message) ?? formattedBody(message, linked);
  /** @type {Shared} */
  const shared = {
    ...parts,
    text,
    note,
    contact,
    importConversations: () => import(new URL(CONVERSATIONS, import.meta.url).href),
  };
  /** @type {Changes | undefined} */
  let changes;
  /** @type {ReturnType<LogPart["start"]> | undefined} */
  let log;
  /** Another object draws all messages again. @type {MessageParts} */
  let messageParts = { body: text };
  const drawMessages = () => {
    messageParts = {
      body: changes?.body ?? text,
      detail: changes?.detail,
      ...log,
    };
  };
  /** @param {string} name @param {string | null} [picture] */
  const avatarOf = (name, picture = log?.pictureOf(name)) => {
    const avatar = html`<${Avatar} name=${name} />`;
    return log?.pictured(avatar, picture) ?? avatar;
  };
  const TypingBubble = createTypingBubble({ avatarOf, env, root, visitor, removal });
  const asked = new Set();
  const hasMouse = matchMedia("(any-pointer: fine)").matches; // a phone's keyboard has emoji of its own

  /**
   * @template {{start: (parts: Shared) => unknown}} Part
   * @param {string} name @param {(part: Part) => void} started @param {(error: unknown) => void} [failed]
   */
  const load = (name, started, failed = console.info) => {
    if (asked.size === asked.add(name).size) return;
    import(new URL(name, import.meta.url).href).then((/** @type {Part} */ part) => {
      if (removal.signal.aborted) return;
      started(part);
      redraw();
    }, failed);
  };

  /** @type {Attachments | undefined} */
  let files;
  /** @type {ReturnType<MenuPart["start"]> | undefined} */
  let menu;
  /** @type {ReturnType<ContextPart["start"]> | undefined} */
  let ContextNote;
  /** @type {typeof import("../../client/ui/emoji.js").Emoji | undefined} */
  let Emoji;
  const loadEmoji = () =>
    load(
      EMOJI,
      (/** @type {typeof import("../emoji/emoji.js")} */ { start }) => {
        Emoji = start(shared);
        queueMicrotask(pressAgain); // it is drawn
      },
      () => asked.delete(EMOJI),
    );
  let pressAgain = () => {};
  /** The button loads what it opens when the pointer or the focus comes. Both are one component, so that it stays the same button. */
  const EmojiSlot = () =>
    Emoji
      ? Emoji()
      : html`<span class="pl-emoji">
          ${emojiButton({
            onPointerEnter: loadEmoji,
            onFocus: loadEmoji,
            onClick({ currentTarget, detail }) {
              loadEmoji();
              pressAgain = () => currentTarget.dispatchEvent(new MouseEvent("click", { detail }));
            },
          })}
        </span>`;
  const loadParts = () => {
    const { extras, messages, inAnother } = visitor.state;
    if (extras?.attachments || messages.some((each) => each.attachments))
      load(ATTACHMENTS, (/** @type {AttachmentsPart} */ { start }) => {
        files = start(shared);
      });
    if (messages.length > 0 || extras?.conversations || inAnother)
      load(MENU, (/** @type {MenuPart} */ { start }) => {
        menu = start(shared);
      });
    if (isNeeded(messages, env.now()))
      load(CHANGES, (/** @type {ChangesPart} */ { start }) => {
        changes = start(shared);
        drawMessages();
      });
    if (messages.length > 0 || extras?.pictures)
      load(LOG, (/** @type {LogPart} */ { start }) => {
        log = start(shared);
        drawMessages();
      });
    if (extras?.faq || messages.some((each) => each.bot))
      load(BOT, (/** @type {BotPart} */ { start }) => {
        bot = start(shared);
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
    emoji: () => hasMouse && html`<${EmojiSlot} />`,
    get files() {
      return files;
    },
    /** @param {VisitorState} state */
    team: ({ extras }) => extras?.presence && teamLine(extras.presence, extras.hours, avatarOf),
    note,
    Below,
    menu: () => menu && html`<${menu.Menu} />`,
    /** @param {ViewMessage} message */
    entry: (message) => menu?.entry(message),
    Typing: () => html`
      ${menu && html`<${menu.Rating} />`}<${TypingBubble} />${bot?.suggestions()}
    `,
    /** @param {PanelProps} props */
    Above: (props) => html`${ContextNote && html`<${ContextNote} />`}<${ContactSlot} ...${props} />`,
    get parts() {
      return messageParts;
    },
  };
}
