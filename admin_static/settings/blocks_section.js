/** @import {Block} from "../../client/wire" */
/** @import {SectionProps} from "./settings.js" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { fullTime } from "../../client/ui/time.js";
import { Tag } from "../controls/tags.js";
import { relativeTime } from "../inbox/relative_time.js";
import { conversationHref } from "../route.js";
import { Card, RowButton } from "./controls/card.js";
import { BlockIcon } from "./controls/icons.js";
import { ActionStatus, Loaded, useAction, useQuery } from "./controls/requests.js";

/** Everyone who is blocked, whoever blocked them. @param {SectionProps} props */
export function BlocksSection({ admin, blocks }) {
  const query = useQuery(admin.blocks.refresh);
  const removing = useAction(admin.blocks.remove);

  return html`
    <${Card} title=${t("blocks.title")} text=${t("blocks.text")}>
      <${Loaded} query=${query}>
        ${() =>
          blocks.length === 0
            ? html`<div class="empty"><${BlockIcon} /><p>${t("blocks.none")}</p></div>`
            : html`<ul class="list">
                ${blocks.map(
                  (block) =>
                    html`<${BlockRow} key=${block.id} block=${block} onRemove=${() => removing.run(block.id)} />`,
                )}
              </ul>`}
      <//>
      <${ActionStatus} action=${removing} done=${t("blocks.removed")} />
    <//>
  `;
}

/** @param {{block: Block, onRemove: () => void}} props */
function BlockRow({ block, onRemove }) {
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
      <${RowButton}
        label=${t("blocks.remove_named", { name: value })}
        text=${t("blocks.remove")}
        onClick=${onRemove}
      />
    </li>
  `;
}
