/** @import {Time} from "../wire" */
import { createTranslate, language } from "./translate.js";

/** @type {import("./translate.js").Texts} */
export const enAway = {
  "away.unknown": "We're away.",
  "away.today": "We're away. Back today at {time}.",
  "away.tomorrow": "We're away. Back tomorrow at {time}.",
  "away.day": "We're away. Back on {day} at {time}.",
};

const t = createTranslate(enAway);

const DAY_MS = 86_400_000;
const WEEKDAYS = 6; // so many days ahead a weekday is enough; the seventh has the name of today

/**
 * What visitors see outside the opening hours, in the reader's own time zone: "We're away. Back on Monday at 8:00."
 * @param {Time | null} until when somebody is back; null: unknown
 * @param {Time} now
 */
export function awayText(until, now, locale = language.locale) {
  if (until === null) return t("away.unknown");
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) => new Intl.DateTimeFormat(locale, options).format(until);
  const time = format({ timeStyle: "short" });
  const days = daysFrom(now, until);
  if (days === 0) return t("away.today", { time });
  if (days === 1) return t("away.tomorrow", { time });
  const year = new Date(until).getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  const day = format({
    weekday: "long",
    ...(days > WEEKDAYS ? { day: "numeric", month: "long", year } : {}),
  });
  return t("away.day", { day, time });
}

/** Rounded, because a day on which the clocks change has 23 or 25 hours. @param {Time} now @param {Time} later */
function daysFrom(now, later) {
  const [today, day] = [now, later].map((at) => new Date(at).setHours(0, 0, 0, 0));
  return Math.round((day - today) / DAY_MS);
}
