/** @import {DeskView} from "../admin/desk_log.js" */
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { clockTime, fullTime } from "../../client/ui/time.js";
import { language } from "../../client/ui/translate.js";
import { conversationHref } from "../route.js";

/** One quiet line: who was assigned, which tags changed, until when it was snoozed, with what it was linked. @param {{entry: DeskView}} props */
export function DeskLine({ entry }) {
  return html`
    <p class="entry desk-entry" title=${fullTime(entry.sent_at)}>
      <span dir="auto">${lineOf(entry)}</span>
      ${entry.other_id && html`<a href=${conversationHref(entry.other_id)}>${t("desk_entry.other")}</a>`}
      <time class="entry-time" datetime=${new Date(entry.sent_at).toISOString()}>${clockTime(entry.sent_at)}</time>
    </p>
  `;
}

/** @param {Pick<DeskView, "kind" | "author" | "assignee" | "left" | "added" | "removed" | "until">} entry */
export function lineOf({ kind, author, assignee, left, added = [], removed = [], until }) {
  const { name } = author;
  const day = new Intl.DateTimeFormat(language.locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  const list = (/** @type {string[]} */ tags) =>
    new Intl.ListFormat(language.locale, { type: "conjunction" }).format(tags);
  if (kind === "assigned") {
    if (left) return t("desk_entry.left", { name, left: left.name });
    if (!assignee) return t("desk_entry.unassigned", { name });
    if (assignee.id === author.id) return t("desk_entry.took", { name });
    return t("desk_entry.assigned", { name, to: assignee.name });
  }
  if (kind === "snoozed")
    return until
      ? t("desk_entry.snoozed", { name, time: day.format(until) })
      : t("desk_entry.woken", { name });
  if (kind === "linked" || kind === "unlinked") return t(`desk_entry.${kind}`, { name });
  const params = { name, added: list(added), removed: list(removed) };
  if (removed.length === 0) return t("desk_entry.tagged", { ...params, count: added.length });
  if (added.length === 0) return t("desk_entry.untagged", { ...params, count: removed.length });
  return t("desk_entry.retagged", params);
}
