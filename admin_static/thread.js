import { useState } from "preact/hooks";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { MessageList } from "../client/ui/message_list.js";
import { LostIcon } from "./icons.js";
import { Notice } from "./notice.js";
import { ReplyBox } from "./reply_box.js";
import { conversationHref } from "./route.js";
import { ThreadHeader } from "./thread_header.js";
import { ThreadSkeleton } from "./thread_skeleton.js";
import { useLooking } from "./use_looking.js";

/** One open conversation. `open` is null until the engine has turned to it. */
export function Thread({ conversationId, name, startedAt, open, blocks, admin, viewer, drafts }) {
  const [atEnd, setAtEnd] = useState(true);
  useLooking(admin, Boolean(open?.loaded) && atEnd);

  if (open?.notFound) return html`<${Missing} />`;
  return html`
    <section class="thread" aria-label=${t("thread.region", { name })}>
      <${ThreadHeader}
        conversationId=${conversationId}
        name=${name}
        startedAt=${startedAt}
        blocks=${blocks}
        admin=${admin}
      />
      ${
        open?.loaded
          ? html`<${MessageList}
              messages=${open.messages}
              loaded=${open.loaded}
              label=${t("thread.log", { name })}
              viewer=${viewer}
              avatarSeed=${conversationId}
              onAtEnd=${setAtEnd}
              onRetry=${admin.retry}
              onDiscard=${admin.discard}
            />`
          : html`<${ThreadSkeleton} />`
      }
      <${ReplyBox} conversationId=${conversationId} name=${name} admin=${admin} drafts=${drafts} />
    </section>
  `;
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
