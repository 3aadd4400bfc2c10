import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { fullTime } from "../../client/ui/time.js";
import { Tag } from "../controls/tag.js";
import { relativeTime } from "../inbox/relative_time.js";
import { conversationHref } from "../route.js";
import { Asked } from "./asked.js";
import { Card } from "./card.js";
import { Empty } from "./empty.js";
import { BlockIcon } from "./icons.js";
import { Said } from "./said.js";
import { useAction } from "./use_action.js";
import { useAsked } from "./use_asked.js";

/** Everybody who is kept out, whoever blocked them. */
export function BlocksSection({ admin, blocks }) {
  const looked = useAsked(admin.blocks.refresh);
  const removing = useAction(admin.blocks.remove);

  return html`
    <${Card} title=${t("blocks.title")} text=${t("blocks.text")}>
      <${Asked} asked=${looked}>
        ${() =>
          blocks.length === 0
            ? html`<${Empty} Icon=${BlockIcon} text=${t("blocks.none")} />`
            : html`<ul class="list">
                ${blocks.map(
                  (block) =>
                    html`<${Block} key=${block.id} block=${block} onRemove=${() => removing.run(block.id)} />`,
                )}
              </ul>`}
      <//>
      <${Said} action=${removing} done=${t("blocks.removed")} />
    <//>
  `;
}

function Block({ block, onRemove }) {
  const { kind, value, reason, blocked_by: name, created_at: at, conversation_id: conversation } = block;
  return html`
    <li class="list-row">
      <div class="list-main">
        <p class="list-title"><span class="mono">${value}</span><${Tag}>${t(`blocks_kind.${kind}`)}<//></p>
        ${reason && html`<p class="list-text" dir="auto">${reason}</p>`}
        <p class="list-facts">
          <span>${t("blocks.by", { name })}</span>
          <time datetime=${new Date(at).toISOString()} title=${fullTime(at)}>${relativeTime(at, Date.now())}</time>
          <a class="link" href=${conversationHref(conversation)}>${t("blocks.conversation")}</a>
        </p>
      </div>
      <button
        class="button button-small"
        type="button"
        aria-label=${t("blocks.remove_named", { name: value })}
        onClick=${onRemove}
      >
        ${t("blocks.remove")}
      </button>
    </li>
  `;
}
