/** @import {VisitorContact} from "../../client/wire" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Props} from "./thread.js" */
import { useState } from "preact/hooks";
import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { ChevronLeftIcon } from "../../client/ui/icons.js";
import { briefTime, fullTime } from "../../client/ui/time.js";
import { useActions } from "../controls/actions.js";
import { IconButton, Menu } from "../controls/buttons.js";
import { InfoIcon } from "../controls/icons.js";
import { BotTag, Tag, Verified } from "../controls/tags.js";
import { download } from "../download.js";
import { ConfirmDialog } from "../lazy/parts.js";
import { conversationHref } from "../route.js";
import { BlockVisitor } from "./block_visitor.js";
import { CloseButton } from "./close_button.js";
import { Viewers } from "./thread_presence.js";

/**
 * The visitor of the conversation, and actions on both.
 * @param {Props & {details: boolean, onDetails: () => void}} props `details`: whether they are shown
 */
export function ThreadHeader(props) {
  const { conversationId, name, row, me, blocks, presence, admin, details, onDetails } = props;
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
          ${row?.verified_id && html`<${Verified} id=${row.verified_id} />`}
          ${row?.email && html`<span class="thread-email">${t("thread.unverified", { text: row.email })}</span>`}
          ${row?.contact && html`<${Contact} ...${row} contact=${row.contact} />`}
          <${BotTag} bot=${row?.bot} />
          <span class="thread-id">${conversationId}</span>
          ${
            row &&
            html`<span class="thread-started" title=${fullTime(row.created_at)}>
              ${t("thread.started", { time: briefTime(row.created_at, Date.now()) })}
            </span>`
          }
        </p>
      </div>
      <${Viewers} presence=${presence} conversationId=${conversationId} />
      <${IconButton}
        label=${t("thread.details")}
        icon=${InfoIcon}
        aria-expanded=${details}
        onClick=${onDetails}
      />
      <${CloseButton} ...${props} key=${`close-${conversationId}`} />
      <${BlockVisitor}
        conversationId=${conversationId}
        verified=${Boolean(row?.verified_id)}
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

/**
 * How the visitor can be reached, where the page has not said the same, and why no mail is sent.
 * @param {Pick<InboxRow, "name" | "email"> & {contact: VisitorContact}} props
 */
function Contact({ name, email, contact }) {
  const given = [contact.name !== name && contact.name, contact.email !== email && contact.email];
  const text = given.filter(Boolean).join(", ");
  return html`
    ${text && html`<span class="thread-email">${t("thread.unverified", { text })}</span>`}
    ${contact.state && html`<${Tag} tone="bad">${t(`contact_state.${contact.state}`)}<//>`}
  `;
}

/** An owner's export and erasure of the conversation. @param {Pick<Props, "conversationId" | "name" | "admin">} props */
function ConversationMenu({ conversationId, name, admin }) {
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

  async function erase() {
    await admin.privacy.erase(conversationId);
    setAsking(false);
  }
  useActions({ export: exportAll, erase: () => setAsking(true) });

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
