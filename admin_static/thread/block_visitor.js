/** @import {Block} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {Answer} from "../dialogs/block_dialog.js" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { useActions } from "../controls/actions.js";
import { BlockIcon } from "../controls/icons.js";
import { BlockDialog } from "../lazy/parts.js";

/**
 * Shows whether the visitor is blocked, and blocks or unblocks. One button does both, so that the focus stays on it.
 * @param {{conversationId: string, verified: boolean, blocks: Block[], admin: AdminEngine}} props
 */
export function BlockVisitor({ conversationId, verified, blocks, admin }) {
  const [asking, setAsking] = useState(/** @type {boolean | null} */ (null)); // null: not yet
  const [failed, setFailed] = useState(false);
  const own = blocks.filter((block) => block.conversation_id === conversationId);
  useEffect(() => {
    admin.blocks.load();
  }, [conversationId]);

  async function unblock() {
    setFailed(false);
    try {
      for (const { id } of own) await admin.blocks.remove(id);
    } catch {
      setFailed(true);
    }
  }

  const toggle = own.length > 0 ? unblock : () => setAsking(true);
  useActions({ block: { run: toggle, text: own.length > 0 ? "unblock" : "block" } });

  const action = own.length > 0 ? t("block.let_in") : t("block.open");
  return html`
    <div class="block">
      <span class="block-state" role="status" data-failed=${failed} title=${own[0] && reasonText(own[0])}>
        ${failed ? t("block.failed") : own.length > 0 ? t("block.blocked") : ""}
      </span>
      <button
        class="button block-button"
        type="button"
        title=${action}
        onClick=${toggle}
      >
        <${BlockIcon} />
        <span>${action}</span>
      </button>
      ${
        asking !== null &&
        html`<${BlockDialog}
          shown=${asking}
        verified=${verified}
        onBlock=${(/** @type {Answer} */ answer) => admin.blocks.add({ conversation_id: conversationId, ...answer })}
        onClose=${() => setAsking(false)}
      />`
      }
    </div>
  `;
}

/** @param {Block} block */
function reasonText({ reason, blocked_by: name }) {
  return reason ? t("block.by_because", { name, reason }) : t("block.by", { name });
}
