import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { ChevronLeftIcon } from "../../client/ui/icons.js";
import { briefTime, fullTime } from "../../client/ui/time.js";
import { Verified } from "../controls/tags.js";
import { conversationHref } from "../route.js";
import { BlockVisitor } from "./block_visitor.js";
import { ConversationMenu } from "./conversation_menu.js";

/**
 * Who this is, and what can be done about them.
 * @param {object} props
 * @param {object} [props.known] the inbox's row, once it is there
 * @param {{role: "owner" | "agent"}} props.me
 */
export function ThreadHeader({ conversationId, name, known, me, blocks, admin }) {
  return html`
    <header class="thread-header">
      <a
        class="icon-button thread-back"
        href=${conversationHref(null)}
        aria-label=${t("thread.back")}
        title=${t("thread.back")}
      >
        <${ChevronLeftIcon} />
      </a>
      <${Avatar} name=${name} seed=${conversationId} />
      <div class="thread-who">
        <h2 class="thread-name" id="thread-name" tabindex="-1" dir="auto">${name}</h2>
        <p class="thread-facts">
          ${known?.verified_id && html`<${Verified} id=${known.verified_id} />`}
          ${known?.email && html`<span class="thread-email">${t("thread.email", { email: known.email })}</span>`}
          <span class="thread-id">${conversationId}</span>
          ${known && html`<${Started} at=${known.created_at} />`}
        </p>
      </div>
      <${BlockVisitor}
        conversationId=${conversationId}
        verified=${Boolean(known?.verified_id)}
        blocks=${blocks}
        admin=${admin}
      />
      ${
        me.role === "owner" &&
        html`<${ConversationMenu} conversationId=${conversationId} name=${name} admin=${admin} />`
      }
    </header>
  `;
}

function Started({ at }) {
  return html`
    <span class="thread-started" title=${fullTime(at)}>
      ${t("thread.started", { time: briefTime(at, Date.now()) })}
    </span>
  `;
}
