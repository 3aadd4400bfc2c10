import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Menu } from "../controls/buttons.js";
import { download } from "../download.js";
import { ConfirmDialog } from "../lazy/parts.js";

/** What an owner may do about what is kept of a visitor. */
export function ConversationMenu({ conversationId, name, admin }) {
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");

  async function exportAll() {
    setSaid("export.working");
    try {
      const kept = await admin.privacy.export(conversationId);
      download(`${conversationId}.json`, "application/json", JSON.stringify(kept, null, 2));
      setSaid("export.done");
    } catch {
      setSaid("export.failed");
    }
  }

  const erase = async () => {
    await admin.privacy.erase(conversationId);
    setAsking(false);
  };

  return html`
    <span class="header-state" role="status" data-failed=${said === "export.failed"}>${said && t(said)}</span>
    <${Menu}
      label=${t("thread.more")}
      items=${[
        { text: t("export.open"), onSelect: exportAll },
        { text: t("erase.open"), danger: true, onSelect: () => setAsking(true) },
      ]}
    />
    ${
      asking &&
      html`<${ConfirmDialog}
        title=${t("erase.title", { name })}
        text=${t("erase.text")}
        submit=${t("erase.submit")}
        onConfirm=${erase}
        onClose=${() => setAsking(false)}
      />`
    }
  `;
}
