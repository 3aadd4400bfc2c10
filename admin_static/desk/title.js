import { t } from "../../client/ui/catalogue.js";

export function unreadTotal(conversations) {
  return conversations.reduce((total, { unread }) => total + unread, 0);
}

/** What the tab says: the number that waits first, because a narrow tab shows nothing else. */
export function documentTitle({ unread, name, site, settings = false }) {
  const inbox = name ? t("title.conversation", { name, site }) : t("title.inbox", { site });
  const page = settings ? t("title.settings", { site }) : inbox;
  return unread > 0 ? t("title.unread", { count: unreadLabel(unread), page }) : page;
}

export function unreadLabel(unread) {
  return unread > 99 ? t("inbox.unread_many") : String(unread);
}
