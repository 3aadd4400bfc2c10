import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { BlockDialog } from "./block_dialog.js";

/**
 * Says that the visitor is blocked, blocks, and lets back in. One button, so that the focus stays where it is.
 *
 * @param {object} props
 * @param {string} props.conversationId
 * @param {boolean} props.verified whether the site knows who it is
 * @param {{ id: string, conversation_id: string, reason: string, blocked_by: string }[]} props.blocks the site's
 * @param {object} props.admin the engine
 */
export function BlockVisitor({ conversationId, verified, blocks, admin }) {
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState(false);
  const own = blocks.filter((block) => block.conversation_id === conversationId);
  useEffect(() => {
    admin.blocks.load();
  }, [conversationId]);

  async function letIn() {
    setFailed(false);
    try {
      for (const { id } of own) await admin.blocks.remove(id);
    } catch {
      setFailed(true);
    }
  }

  return html`
    <div class="block">
      <span class="block-state" role="status" data-failed=${failed} title=${own[0] && whyOf(own[0])}>
        ${failed ? t("block.failed") : own.length > 0 ? t("block.blocked") : ""}
      </span>
      <button
        class="button block-button"
        type="button"
        onClick=${own.length > 0 ? letIn : () => setAsking(true)}
      >
        ${own.length > 0 ? t("block.let_in") : t("block.open")}
      </button>
      <${BlockDialog}
        shown=${asking}
        verified=${verified}
        onBlock=${(asked) => admin.blocks.add({ conversation_id: conversationId, ...asked })}
        onClose=${() => setAsking(false)}
      />
    </div>
  `;
}

function whyOf({ reason, blocked_by: name }) {
  return reason ? t("block.by_because", { name, reason }) : t("block.by", { name });
}
