import { language } from "../../client/ui/translate.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Now, 5 min. ago, yesterday; the date after a week. @param {number} at @param {number} now */
export function ago(at, now, locale = language.locale) {
  const passed = Math.max(0, now - at);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  if (passed < MINUTE) return relative.format(0, "second");
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), "hour");
  if (passed < 7 * DAY) return relative.format(-Math.floor(passed / DAY), "day");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { day: "numeric", month: "short", year: sameYear ? undefined : "numeric" };
  return new Intl.DateTimeFormat(locale, options).format(at);
}

/** For titles. @param {number} at */
export const exactly = (at, locale = language.locale) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }).format(at);
