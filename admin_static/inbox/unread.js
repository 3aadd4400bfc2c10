import { t } from "../../client/ui/catalogue.js";

/** @param {{unread: number}[]} conversations */
export function unreadTotal(conversations) {
  return conversations.reduce((total, { unread }) => total + unread, 0);
}

/** @param {number} unread */
export function unreadLabel(unread) {
  return unread > 99 ? t("inbox.unread_many") : String(unread);
}

/**
 * The title of the browser tab. The unread count is first, because a narrow tab shows nothing else.
 * @param {{unread: number, name?: string | null, site: string, page?: "desk" | "settings" | "reports"}} shown `name`: of the open conversation
 */
export function documentTitle({ unread, name, site, page = "desk" }) {
  const inbox = name ? t("title.conversation", { name, site }) : t("title.inbox", { site });
  const title = page === "desk" ? inbox : t(`title.${page}`, { site });
  return unread > 0 ? t("title.unread", { count: unreadLabel(unread), page: title }) : title;
}
