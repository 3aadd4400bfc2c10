import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { MessageList } from "../../client/ui/message_list.js";
import { InboxIcon, LostIcon } from "../controls/icons.js";
import { Notice } from "../controls/notice.js";
import { conversationHref } from "../route.js";
import { ReplyBox } from "./reply_box.js";
import { ThreadHeader } from "./thread_header.js";
import { ThreadSkeleton } from "./thread_skeleton.js";
import { useLooking } from "./use_looking.js";

/** One open conversation. `open` is null until the engine has turned to it. */
export function Thread({ conversationId, name, known, open, blocks, admin, me, drafts }) {
  const [atEnd, setAtEnd] = useState(true);
  useLooking(admin, Boolean(open?.loaded) && atEnd);

  if (open?.notFound) return html`<${Missing} />`;
  return html`
    <section class="thread" aria-label=${t("thread.region", { name })}>
      <${ThreadHeader}
        conversationId=${conversationId}
        name=${name}
        known=${known}
        me=${me}
        blocks=${blocks}
        admin=${admin}
      />
      <${Log} open=${open} conversationId=${conversationId} name=${name} admin=${admin} me=${me} onAtEnd=${setAtEnd} />
      <${ReplyBox} conversationId=${conversationId} name=${name} admin=${admin} drafts=${drafts} />
    </section>
  `;
}

function Log({ open, conversationId, name, admin, me, onAtEnd }) {
  if (!open?.loaded) return html`<${ThreadSkeleton} />`;
  if (open.messages.length === 0) return html`<${Empty} />`;
  return html`<${MessageList}
    messages=${open.messages}
    loaded=${open.loaded}
    label=${t("thread.log", { name })}
    viewer=${me.name}
    avatarSeed=${conversationId}
    onAtEnd=${onAtEnd}
    onRetry=${admin.retry}
    onDiscard=${admin.discard}
  />`;
}

/** Retention has taken it, or an owner has erased it. */
function Empty() {
  return html`<${Notice}
    picture=${html`<${InboxIcon} />`}
    title=${t("thread.empty_title")}
    text=${t("thread.empty_text")}
  />`;
}

function Missing() {
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
