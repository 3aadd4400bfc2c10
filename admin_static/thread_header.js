import { Avatar } from "../client/ui/avatar.js";
import { t } from "../client/ui/catalogue.js";
import { html } from "../client/ui/html.js";
import { ChevronLeftIcon } from "../client/ui/icons.js";
import { briefTime, fullTime } from "../client/ui/time.js";
import { BlockVisitor } from "./block_visitor.js";
import { conversationHref } from "./route.js";

export function ThreadHeader({ conversationId, name, startedAt, blocks, admin }) {
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
          <span class="thread-id">${conversationId}</span>
          ${startedAt && html`<${Started} at=${startedAt} />`}
        </p>
      </div>
      <${BlockVisitor} conversationId=${conversationId} blocks=${blocks} admin=${admin} />
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
