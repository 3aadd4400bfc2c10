/** @import {Props} from "./thread.js" */
import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { useActions } from "../controls/actions.js";
import { Menu } from "../controls/buttons.js";
import { download } from "../download.js";
import { withTexts } from "../language/part_texts.js";
import { ConfirmDialog } from "../lazy/parts.js";
import { conversationHref } from "../route.js";
import { copyLink } from "./message_link.js";
import { naming } from "./visitor_name.js";

/**
 * A link to the conversation, its messages as a file or on paper, and an owner's export and erasure.
 * @param {Pick<Props, "conversationId" | "name" | "open" | "admin" | "me">} props
 */
export function ConversationMenu({ conversationId, name, open, admin, me }) {
  const [asking, setAsking] = useState(false);
  const [status, setStatus] = useState("");
  const isOwner = me.role === "owner";

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

  async function erase() {
    await admin.privacy.erase(conversationId);
    setAsking(false);
  }

  /** @param {"saveText" | "saveJson" | "print"} what */
  async function save(what) {
    setStatus("");
    try {
      const part = await withTexts("desk", () => import("../lazy/saving.js"));
      part[what]({ conversationId, name, messages: (open?.messages ?? []).map(naming(name)) });
    } catch {
      setStatus("export.failed");
    }
  }
  const copy = () => copyLink(conversationHref(conversationId));
  const possible = Boolean(open?.loaded);
  useActions({
    copy_link: copy,
    save_text: { run: () => save("saveText"), possible },
    save_json: { run: () => save("saveJson"), possible },
    print: { run: () => save("print"), possible },
    export: { run: exportAll, possible: isOwner },
    erase: { run: () => setAsking(true), possible: isOwner },
  });

  return html`
    <span class="header-state" role="status" data-failed=${status === "export.failed"}>${status && t(status)}</span>
    <${Menu}
      label=${t("thread.more")}
      items=${[
        { text: t("link.conversation"), onSelect: copy },
        { text: t("save.text"), onSelect: () => save("saveText") },
        { text: t("save.json"), onSelect: () => save("saveJson") },
        { text: t("save.print"), onSelect: () => save("print") },
        ...(isOwner
          ? [
              { text: t("export.open"), onSelect: exportAll },
              { text: t("erase.open"), danger: true, onSelect: () => setAsking(true) },
            ]
          : []),
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
