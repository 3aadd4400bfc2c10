/** @import {VisitorContact} from "../../client/wire" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Props} from "./thread.js" */
import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { ChevronLeftIcon } from "../../client/ui/icons.js";
import { IconButton } from "../controls/buttons.js";
import { InfoIcon } from "../controls/icons.js";
import { BotTag, Tag, Verified } from "../controls/tags.js";
import { conversationHref } from "../route.js";
import { BlockVisitor } from "./block_visitor.js";
import { CloseButton } from "./close_button.js";
import { ConversationMenu } from "./conversation_menu.js";
import { Viewers } from "./thread_presence.js";

/**
 * The visitor of the conversation, and actions on both.
 * @param {Props & {details: boolean, onDetails: () => void}} props `details`: whether they are shown
 */
export function ThreadHeader(props) {
  const { conversationId, name, row, blocks, presence, admin, details, onDetails } = props;
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
          ${name === t("thread.somebody") && html`<span class="thread-id">${conversationId}</span>`}
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
      <${ConversationMenu} ...${props} />
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
