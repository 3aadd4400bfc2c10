import { ago } from "../../client/ui/ago.js";
import { language } from "../../client/ui/translate.js";

/** now, 5 min. ago, yesterday; the date after a week. @param {number} at @param {number} now */
export function agoOrDate(at, now, locale = language.locale) {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { day: "numeric", month: "short", year: sameYear ? undefined : "numeric" };
  return ago(at, now, { locale }) ?? new Intl.DateTimeFormat(locale, options).format(at);
}

/** For titles. @param {number} at */
export const exactly = (at, locale = language.locale) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(at);
