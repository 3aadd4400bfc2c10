/** @import {Admin, AdminSession, Block} from "../../client/wire" */
/** @import {ViewMessage} from "../../client/delivery/types" */
/** @import {AdminEngine, AdminState} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {createDrafts} from "../storage/local_state.js" */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { browserEnv } from "../../client/env.js";
import { t } from "../../client/ui/catalogue.js";
import { formattedBody } from "../../client/ui/formatted_body.js";
import { html } from "../../client/ui/html.js";
import { MessageList } from "../../client/ui/message_list.js";
import { createMessageTimes } from "../../client/ui/message_times.js";
import { Unsent } from "../../client/ui/unsent.js";
import { useActions } from "../controls/actions.js";
import { ColleaguesFace } from "../controls/face.js";
import { InboxIcon, LostIcon } from "../controls/icons.js";
import { Notice } from "../controls/notice.js";
import { useDetailsShown } from "../details/details_shown.js";
import { Details, LinkDialog } from "../lazy/parts.js";
import { conversationHref } from "../route.js";
import { useAttachments } from "./attachments.js";
import { useMailDetail } from "./by_mail.js";
import { useChanges } from "./changes.js";
import { DeskBar } from "./desk_bar.js";
import { NewNoteStatus, useMessagesWithDesk, useNotesPart } from "./desk_entries.js";
import { EarlierLine, earlierFiles, isEarlier, useEarlier, useJoined } from "./earlier.js";
import { entryLine } from "./entry_line.js";
import { AnswersGo, LinkedBar } from "./linked_bar.js";
import { useLongLog } from "./long_log.js";
import { LinkedMessage, useMessageLinks } from "./message_link.js";
import { OtherConversations } from "./other_conversations.js";
import { ReplyBox } from "./reply_box.js";
import { useSwipeBack } from "./swipe_back.js";
import { ThreadHeader } from "./thread_header.js";
import { ChangeLine, useLinked, useTogether } from "./together.js";
import { useNamedMessages } from "./visitor_name.js";

/** @type {string[]} */
const NONE = [];

const messageTime = createMessageTimes(browserEnv());

/**
 * @typedef {object} Props
 * @property {string} conversationId
 * @property {string | null} messageId of the message in the address
 * @property {string} name of the visitor
 * @property {InboxRow} [row] undefined until the inbox has loaded it
 * @property {AdminState["open"]} open null until the engine has opened it
 * @property {AdminState["desk"]} desk null until the engine has opened it
 * @property {InboxRow[]} known the loaded conversations
 * @property {Block[]} blocks
 * @property {AdminState["presence"]} presence
 * @property {AdminEngine} admin
 * @property {Admin} me
 * @property {AdminSession} session
 * @property {ReturnType<typeof createDrafts>} drafts
 * @property {import("../route.js").Route} route
 *
 * @typedef {{attachments: import("../../client/attachments/attachments.js").Attachments | undefined}} WithFiles
 */

/** The open conversation. @param {Props} props */
export function Thread(props) {
  const { name, open, admin } = props;
  const [atEnd, setAtEnd] = useState(true);
  const [details, showDetails] = useDetailsShown();
  const attachments = useAttachments(props.conversationId, admin);
  const { earlier, problem, show } = useEarlier(admin);
  const links = props.desk?.state.links ?? props.row?.links ?? NONE;
  const [together, showTogether] = useState(true);
  const [linking, setLinking] = useState(false);
  const { linked, failed } = useLinked(admin, together ? links : NONE, props.known);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useSwipeBack(place, () => props.route.go(conversationHref(null)));
  useReadReports(admin, Boolean(open?.loaded) && atEnd);
  const found = !open?.notFound;
  useActions({
    details: { run: () => showDetails(!details), possible: found },
    link: { run: () => setLinking(true), possible: found },
  });

  if (open?.notFound) return html`<${NotFound} />`;
  return html`
    <section class="thread" ref=${place} aria-label=${t("thread.region", { name })} data-details=${details}>
      <${ThreadHeader} ...${props} details=${details} onDetails=${() => showDetails(!details)} />
      <${DeskBar} ...${props} />
      <${LinkedBar} ...${props} ...${{ links, linked, failed }} shown=${together} onShown=${showTogether} />
      <${OtherConversations} key=${links.join()} links=${links} conversationId=${props.conversationId} admin=${admin} />
      <${LinkedMessage} messageId=${props.messageId} open=${open} />
      <${Log} ...${props} attachments=${attachments} linked=${linked} earlier=${earlier} onEarlier=${show} onAtEnd=${setAtEnd} />
      <${NewNoteStatus} desk=${props.desk} />
      ${linked.length > 0 && html`<${AnswersGo} row=${props.row} links=${links} known=${props.known} />`}
      <${ReplyBox} ...${props} attachments=${attachments} />
      ${
        details &&
        html`<${Details}
        ...${props}
        earlierId=${earlier?.id ?? null}
        earlierProblem=${problem}
        onEarlier=${show}
        links=${links}
        onLink=${() => setLinking(true)}
        onClose=${() => showDetails(false)} />`
      }
      ${
        linking &&
        html`<${LinkDialog}
          conversationId=${props.conversationId}
          row=${props.row}
          rows=${props.known}
          admin=${admin}
          onClose=${() => setLinking(false)}
        />`
      }
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

/**
 * @param {Props & WithFiles & {
 *   linked: import("./together.js").Linked[], earlier: import("./earlier.js").Earlier | null, onEarlier: (id: string | null) => void, onAtEnd: (atEnd: boolean) => void,
 * }} props
 */
function Log({
  open,
  desk,
  conversationId,
  name,
  admin,
  me,
  attachments,
  linked,
  earlier,
  onEarlier,
  onAtEnd,
}) {
  const detail = useMailDetail(conversationId, admin);
  const named = useNamedMessages(open?.messages, name);
  const messages = useJoined(earlier, useTogether(useMessagesWithDesk(named, desk), linked));
  const part = useNotesPart(Boolean(desk?.entries.length));
  const notes = useMemo(() => part?.startNotes(admin), [part, admin]);
  const long = useLongLog(messages?.length ?? 0);
  const changes = useChanges(conversationId, admin, me.name);
  const link = useMessageLinks(conversationId, open?.messages);
  const parts = useMemo(
    () => ({
      body: changes?.body ?? formattedBody,
      detail: (/** @type {ViewMessage} */ message) =>
        isEarlier(message)
          ? link(message)
          : [
              detail(message),
              message.mine &&
                message.sender_name !== me.name &&
                html`<${ColleaguesFace} message=${message} />`,
              changes?.detail(message),
              link(message),
            ],
      time: messageTime,
    }),
    [detail, changes, link, me],
  );
  const files = useCallback(
    (/** @type {ViewMessage} */ message) =>
      isEarlier(message) ? earlierFiles(message) : attachments?.files(message),
    [attachments],
  );
  if (!open?.loaded || !named || !messages) return html`<${Skeleton} />`;
  if (messages.length === 0) return html`<${Empty} />`;
  const line = entryLine(earlier || linked.length > 0 ? messages : named);
  const entry = (/** @type {ViewMessage} */ message) =>
    /** @type {string} */ (message.kind) === "line"
      ? html`<${EarlierLine} id=${earlier?.id} onHide=${() => onEarlier(null)} />`
      : /** @type {string} */ (message.kind) === "change"
        ? html`<${ChangeLine} of=${/** @type {{of?: import("./together.js").Linked}} */ (message).of ?? null} />`
        : (notes?.entry(message) ?? line(message));
  return html`<${MessageList}
    messages=${messages}
    loaded=${open.loaded}
    label=${t("thread.log", { name })}
    viewer=${me.name}
    avatarSeed=${conversationId}
    parts=${parts}
    files=${files}
    entry=${entry}
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
