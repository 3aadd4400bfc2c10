/** @import {AdminEngine} from "../admin/admin.js" */
import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Menu } from "../controls/menu.js";
import { download } from "../download.js";
import { EraseDialog } from "../lazy/parts.js";

/** An owner's export and erasure of the conversation. @param {{conversationId: string, name: string, admin: AdminEngine}} props */
export function ConversationMenu({ conversationId, name, admin }) {
  const [asking, setAsking] = useState(false);
  const [status, setStatus] = useState("");

  async function exportAll() {
    setStatus("export.working");
    try {
      const data = await admin.privacy.export(conversationId);
      download(`${conversationId}.json`, "application/json", JSON.stringify(data, null, 2));
      setStatus("export.done");
    } catch {
      setStatus("export.failed");
    }
  }

  return html`
    <span class="header-state" role="status" data-failed=${status === "export.failed"}>${status && t(status)}</span>
    <${Menu}
      label=${t("thread.more")}
      items=${[
        { text: t("export.open"), onSelect: exportAll },
        { text: t("erase.open"), danger: true, onSelect: () => setAsking(true) },
      ]}
    />
    ${
      asking &&
      html`<${EraseDialog}
        name=${name}
        onErase=${() => admin.privacy.erase(conversationId)}
        onClose=${() => setAsking(false)}
      />`
    }
  `;
}
