import { locale as readerLocale, t } from "./catalogue.js";

/** 10:32, or 10:32 AM where the reader's region says so. */
export function clockTime(at, locale = readerLocale) {
  return format(locale, { timeStyle: "short" }, at);
}

/** The full moment, for titles and for a `datetime` that people hover. */
export function fullTime(at, locale = readerLocale) {
  return format(locale, { dateStyle: "full", timeStyle: "short" }, at);
}

/** Today, Yesterday, Tuesday 14 July, and with the year when it is another year. */
export function dayLabel(at, now, locale = readerLocale) {
  const days = daysBetween(at, now);
  if (days === 0) return t("message.today");
  if (days === 1) return t("message.yesterday");
  const year = sameYear(at, now) ? undefined : "numeric";
  return format(locale, { weekday: "long", day: "numeric", month: "long", year }, at);
}

/** For a narrow column: the clock today, then Yesterday, Tue, 14 Jul, 14/07/2024. */
export function briefTime(at, now, locale = readerLocale) {
  const days = daysBetween(at, now);
  if (days <= 0) return clockTime(at, locale);
  if (days === 1) return t("message.yesterday");
  if (days < 7) return format(locale, { weekday: "short" }, at);
  if (sameYear(at, now)) return format(locale, { day: "numeric", month: "short" }, at);
  return format(locale, { dateStyle: "short" }, at);
}

/** Local midnight before `at`: two moments of one day have the same. */
export function dayStart(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Rounded, because a day on which the clocks change has 23 or 25 hours. */
function daysBetween(at, now) {
  return Math.round((dayStart(now) - dayStart(at)) / 86_400_000);
}

function sameYear(at, now) {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

// Making a formatter costs more than a hundred uses of it.
const formatters = new Map();

function format(locale, options, at) {
  const key = locale + JSON.stringify(options);
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter.format(at);
}
