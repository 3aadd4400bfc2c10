import { t } from "./catalogue.js";
import { language } from "./translate.js";

/** 10:32, or 10:32 AM, depending on the reader's region. @param {number} at */
export function clockTime(at, locale = language.locale) {
  return format(locale, { timeStyle: "short" }, at);
}

/** Full date and time, for titles. @param {number} at */
export function fullTime(at, locale = language.locale) {
  return format(locale, { dateStyle: "full", timeStyle: "short" }, at);
}

/** Today, Yesterday, Tuesday 14 July; with the year if it is not this year. @param {number} at @param {number} now */
export function dayLabel(at, now, locale = language.locale) {
  const days = daysBetween(at, now);
  if (days === 0) return t("message.today");
  if (days === 1) return t("message.yesterday");
  const year = sameYear(at, now) ? undefined : "numeric";
  return format(locale, { weekday: "long", day: "numeric", month: "long", year }, at);
}

/** For a narrow column: 10:32, Yesterday, Tue, 14 Jul or 14/07/2024. @param {number} at @param {number} now */
export function briefTime(at, now, locale = language.locale) {
  const days = daysBetween(at, now);
  if (days <= 0) return clockTime(at, locale);
  if (days === 1) return t("message.yesterday");
  if (days < 7) return format(locale, { weekday: "short" }, at);
  if (sameYear(at, now)) return format(locale, { day: "numeric", month: "short" }, at);
  return format(locale, { dateStyle: "short" }, at);
}

/** The local midnight before `at`. @param {number} at */
export function dayStart(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Rounded, because a day on which the clocks change has 23 or 25 hours. @param {number} at @param {number} now */
function daysBetween(at, now) {
  return Math.round((dayStart(now) - dayStart(at)) / 86_400_000);
}

/** @param {number} at @param {number} now */
function sameYear(at, now) {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

// Creating a formatter costs more than using it a hundred times.
/** @type {Map<string, Intl.DateTimeFormat>} */
const formatters = new Map();

/** @param {string} locale @param {Intl.DateTimeFormatOptions} options @param {number} at */
export function format(locale, options, at) {
  const key = locale + JSON.stringify(options);
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter.format(at);
}
