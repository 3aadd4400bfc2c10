/** @import {Props, WithFiles} from "./thread.js" */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { Composer } from "../../client/ui/composer.js";
import { html } from "../../client/ui/html.js";
import { useActions } from "../controls/actions.js";
import { NoteIcon, ReplyIcon } from "../controls/icons.js";
import { mentionedIn } from "../notes/mentioned.js";
import { namesOf, useCanned } from "./canned.js";
import { useNotesPart } from "./desk_entries.js";
import { useEmoji } from "./emoji.js";
import { onFormattingKey } from "./formatting_keys.js";
import { TypingLine } from "./thread_presence.js";

/** @typedef {"reply" | "note"} Mode */

/**
 * Writes to the visitor, or a note to the team. Each has a draft of its own. Every conversation begins with the reply, so
 * that what is meant for the team is never sent by a key that was pressed too fast. The text box has the focus when a
 * conversation opens, except on touch screens, where that would open the keyboard.
 * @param {Props & WithFiles} props
 */
export function ReplyBox({ conversationId, name, admin, me, session, presence, drafts, attachments }) {
  const [mode, setMode] = useState(/** @type {Mode} */ ("reply"));
  const input = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const began = useRef(true);
  const Emoji = useEmoji();
  const Canned = useCanned();
  const notes = useNotesPart(mode === "note");
  const draft = mode === "note" ? `${conversationId} note` : conversationId;
  // A layout effect: a plain one runs later, and would take the focus from a menu that was opened meanwhile.
  useLayoutEffect(() => {
    const touch = began.current && matchMedia("(pointer: coarse)").matches;
    const target = touch ? document.getElementById("thread-name") : input.current;
    began.current = false;
    target?.focus({ preventScroll: true });
  }, [mode]);
  const choose = (/** @type {Mode} */ next) => {
    setMode(next);
    input.current?.focus();
  };
  // So that who is mentioned is known when the note is sent.
  useEffect(() => {
    if (mode === "note") admin.desk.colleagues().catch(() => {});
  }, [mode]);
  useActions({ reply: () => choose("reply"), note: () => choose("note") });

  const ofMode =
    mode === "note"
      ? {
          onSend: (/** @type {string} */ body) =>
            admin.desk.note(body, mentionedIn(body, admin.desk.known())),
          onDraft: (/** @type {string} */ text) => drafts.write(draft, text),
          beside: Emoji && html`<${Emoji} />`,
          label: t("note.write"),
          placeholder: t("note.placeholder"),
        }
      : {
          onSend: attachments?.attached ? attachments.send : admin.send,
          onDraft: (/** @type {string} */ text) => {
            drafts.write(draft, text);
            admin.type(text);
          },
          beside: [attachments?.clip(), Emoji && html`<${Emoji} />`],
          attached: attachments?.attached,
          label: t("reply.label", { name }),
          placeholder: t("reply.placeholder", { name }),
        };

  return html`
    <footer class="reply" data-mode=${mode} onKeyDown=${onFormattingKey}>
      <${TypingLine} presence=${presence} conversationId=${conversationId} name=${name} />
      ${mode === "reply" && attachments?.tray()}
      ${mode === "note" && notes && html`<${notes.Mentions} ...${{ admin, presence, me, input }} />`}
      <${Modes} mode=${mode} onChoose=${choose} hasNote=${mode === "reply" && drafts.read(`${conversationId} note`) !== ""} />
      ${mode === "reply" && Canned && html`<${Canned} admin=${admin} names=${namesOf({ name, me, site: session.site })} />`}
      <${Composer} key=${mode} draft=${drafts.read(draft)} inputRef=${input} ...${ofMode} />
      <p class="reply-hint">${t(mode === "note" ? "note.hint" : "reply.hint")}</p>
    </footer>
  `;
}

/**
 * @param {{mode: Mode, onChoose: (mode: Mode) => void, hasNote: boolean}} props `hasNote`: a note was begun and is not shown
 */
function Modes({ mode, onChoose, hasNote }) {
  const button = (/** @type {Mode} */ each) => html`
    <button
      class="mode"
      type="button"
      data-mode=${each}
      aria-pressed=${mode === each}
      aria-keyshortcuts=${each === "note" ? "N" : "R"}
      title=${t(`mode.${each}_key`)}
      onClick=${() => onChoose(each)}
    >
      <${each === "note" ? NoteIcon : ReplyIcon} />
      ${t(`mode.${each}`)}
      ${each === "note" && hasNote && html`<span class="mode-draft">${t("mode.draft")}</span>`}
    </button>
  `;
  return html`<div class="modes" role="group" aria-label=${t("mode.label")}>${button("reply")}${button("note")}</div>`;
}
