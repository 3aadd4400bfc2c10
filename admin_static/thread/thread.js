/** @import {Admin, Block} from "../../client/wire" */
/** @import {ViewMessage} from "../../client/delivery/types" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Preferences} from "../controls/shortcuts.js" */
/** @import {createDrafts} from "../storage/local_state.js" */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { Composer } from "../../client/ui/composer.js";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
import { MessageList } from "../../client/ui/message_list.js";
import { Unsent } from "../../client/ui/unsent.js";
import { InboxIcon, LostIcon } from "../controls/icons.js";
import { Notice } from "../controls/notice.js";
import { useDetailsShown } from "../details/details_shown.js";
import { Details } from "../lazy/parts.js";
import { conversationHref } from "../route.js";
import { useAttachments } from "./attachments.js";
import { useMailDetail } from "./by_mail.js";
import { useChanges } from "./changes.js";
import { useEmoji } from "./emoji.js";
import { entryLine } from "./entry_line.js";
import { onFormattingKey } from "./formatting_keys.js";
import { useLongLog } from "./long_log.js";
import { OtherConversations } from "./other_conversations.js";
import { ThreadHeader } from "./thread_header.js";
import { TypingLine } from "./thread_presence.js";
import { useNamedMessages } from "./visitor_name.js";

/**
 * @typedef {object} Props
 * @property {string} conversationId
 * @property {string} name of the visitor
 * @property {InboxRow} [row] undefined until the inbox has loaded it
 * @property {AdminState["open"]} open null until the engine has opened it
 * @property {Block[]} blocks
 * @property {AdminState["presence"]} presence
 * @property {AdminEngine} admin
 * @property {Admin} me
 * @property {ReturnType<typeof createDrafts>} drafts
 * @property {Preferences} preferences
 * @property {boolean} shortcuts false while a dialog is open
 *
 * @typedef {{attachments: import("../../client/attachments/attachments.js").Attachments | undefined}} WithFiles
 */

/** The open conversation. @param {Props} props */
export function Thread(props) {
  const { name, open, admin } = props;
  const [atEnd, setAtEnd] = useState(true);
  const [details, showDetails] = useDetailsShown();
  const attachments = useAttachments(props.conversationId, admin);
  useReadReports(admin, Boolean(open?.loaded) && atEnd);

  if (open?.notFound) return html`<${NotFound} />`;
  return html`
    <section class="thread" aria-label=${t("thread.region", { name })} data-details=${details}>
      <${ThreadHeader} ...${props} details=${details} onDetails=${() => showDetails(!details)} />
      <${OtherConversations} conversationId=${props.conversationId} admin=${admin} />
      <${Log} ...${props} attachments=${attachments} onAtEnd=${setAtEnd} />
      <${ReplyBox} ...${props} attachments=${attachments} />
      ${details && html`<${Details} ...${props} onClose=${() => showDetails(false)} />`}
    </section>
  `;
}

/**
 * Messages count as read when the admin can see them: the end of the log on screen, in a visible tab and focused window.
 * @param {AdminEngine} admin @param {boolean} endOnScreen
 */
function useReadReports(admin, endOnScreen) {
  useEffect(() => {
    const report = () =>
      admin.setVisible(endOnScreen && document.visibilityState === "visible" && document.hasFocus());
    report();
    document.addEventListener("visibilitychange", report);
    window.addEventListener("focus", report);
    window.addEventListener("blur", report);
    return () => {
      document.removeEventListener("visibilitychange", report);
      window.removeEventListener("focus", report);
      window.removeEventListener("blur", report);
      admin.setVisible(false);
    };
  }, [admin, endOnScreen]);
}

/** @param {Props & WithFiles & {onAtEnd: (atEnd: boolean) => void}} props */
function Log({ open, conversationId, name, admin, me, attachments, onAtEnd }) {
  const detail = useMailDetail(conversationId, admin);
  const messages = useNamedMessages(open?.messages, name);
  const long = useLongLog(messages?.length ?? 0);
  const changes = useChanges(conversationId, admin, me.name);
  const below = useCallback(
    (/** @type {ViewMessage} */ message) => [detail(message), changes?.detail(message)],
    [detail, changes],
  );
  if (!open?.loaded || !messages) return html`<${Skeleton} />`;
  if (messages.length === 0) return html`<${Empty} />`;
  return html`<${MessageList}
    messages=${messages}
    loaded=${open.loaded}
    label=${t("thread.log", { name })}
    viewer=${me.name}
    avatarSeed=${conversationId}
    body=${changes?.body ?? formattedBody}
    files=${attachments?.files}
    detail=${below}
    entry=${entryLine(messages)}
    unsent=${Unsent}
    long=${long}
    onAtEnd=${onAtEnd}
    onRetry=${admin.retry}
    onDiscard=${admin.discard}
  />`;
}

function Skeleton() {
  return html`
    <div class="thread-bones" role="status">
      <span class="pl-hidden-text">${t("message.loading")}</span>
      <i /><i /><i /><i /><i />
    </div>
  `;
}

/** All messages were deleted after the retention period, or erased by an owner. */
function Empty() {
  return html`<${Notice}
    picture=${html`<${InboxIcon} />`}
    title=${t("thread.empty_title")}
    text=${t("thread.empty_text")}
  />`;
}

function NotFound() {
  return html`
    <section class="thread" aria-label=${t("thread.region_none")}>
      <${Notice}
        picture=${html`<${LostIcon} />`}
        title=${t("thread.missing_title")}
        text=${t("thread.missing_text")}
      >
        <a class="button" href=${conversationHref(null)}>${t("thread.back")}</a>
      <//>
    </section>
  `;
}

/** Focused when a conversation opens, except on touch screens, where that would open the keyboard. @param {Props & WithFiles} props */
function ReplyBox({ conversationId, name, admin, presence, drafts, attachments }) {
  const input = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const Emoji = useEmoji();
  useEffect(() => {
    const touch = matchMedia("(pointer: coarse)").matches;
    const target = touch ? document.getElementById("thread-name") : input.current;
    target?.focus({ preventScroll: true });
  }, []);

  return html`
    <footer class="reply" onKeyDown=${onFormattingKey}>
      <${TypingLine} presence=${presence} conversationId=${conversationId} name=${name} />
      ${attachments?.tray()}
      <${Composer}
        draft=${drafts.read(conversationId)}
        onDraft=${(/** @type {string} */ text) => {
          drafts.write(conversationId, text);
          admin.type(text);
        }}
        onSend=${attachments?.attached ? attachments.send : admin.send}
        beside=${[attachments?.clip(), Emoji && html`<${Emoji} />`]}
        attached=${attachments?.attached}
        label=${t("reply.label", { name })}
        placeholder=${t("reply.placeholder", { name })}
        inputRef=${input}
      />
      <p class="reply-hint">${t("reply.hint")}</p>
    </footer>
  `;
}
