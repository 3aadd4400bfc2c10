/** @import {AdminState} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { shownName } from "../controls/visitor_names.js";

/**
 * Announces new conversations to screen readers. The log announces messages of the open conversation.
 * @param {{inbox: Pick<AdminState["inbox"], "loaded" | "conversations">}} props
 */
export function NewConversationStatus({ inbox }) {
  const before = useRef(inbox);
  const [said, say] = useState(/** @type {InboxRow[]} */ ([]));
  useEffect(() => {
    const found = newConversations(before.current, inbox);
    before.current = inbox;
    if (found[0]) say(found);
  }, [inbox]);
  return html`<p class="pl-hidden-text" role="status">${announcement(said, inbox.conversations)}</p>`;
}

/**
 * The text for new conversations. It does not outlive the message that it quotes, which may be edited, deleted or erased.
 * @param {InboxRow[]} said @param {Pick<InboxRow, "id" | "preview">[]} now the conversations of the inbox
 */
export function announcement([first, ...others], now) {
  if (others[0]) return t("inbox.arrived_many", { count: others.length + 1 });
  return (
    now.some(({ id, preview }) => id === first?.id && preview === first.preview) &&
    t("inbox.arrived", { ...first, name: shownName(first.name) })
  );
}

/**
 * The conversations of visitors that were added between two states of the inbox. Older pages, loaded on request, are
 * not new.
 * @param {Pick<AdminState["inbox"], "loaded" | "conversations">} before
 * @param {Pick<AdminState["inbox"], "loaded" | "conversations">} after
 */
export function newConversations(before, after) {
  if (!before.loaded || !after.loaded) return [];
  if (before.conversations === after.conversations) return [];
  const newest = before.conversations.reduce((latest, { last_at }) => Math.max(latest, last_at), 0);
  const recent = after.conversations.filter(
    ({ last_at, last_sender }) => last_sender === "visitor" && last_at >= newest,
  );
  if (recent.length === 0) return [];
  const known = new Set(before.conversations.map(({ id }) => id));
  return recent.filter(({ id }) => !known.has(id));
}
