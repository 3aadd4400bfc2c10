/** @import {Time} from "../wire" */
import { locale as readerLocale } from "./catalogue.js";
import { clockTime, dayStart } from "./time.js";
import { createTranslate } from "./translate.js";

/** @type {import("./translate.js").Texts} */
const en = {
  away: "We're away.",
  away_today: "We're away. Back today at {time}.",
  away_tomorrow: "We're away. Back tomorrow at {time}.",
  away_day: "We're away. Back on {day} at {time}.",
};

const t = createTranslate(en, "en");

const DAY_MS = 86_400_000;
const WEEKDAYS = 6; // so many days ahead a weekday is enough; the seventh has the name of today

/**
 * What visitors see outside the opening hours, in the reader's own time zone: "We're away. Back on Monday at 8:00."
 * @param {Time | null} until when somebody is back; null: unknown
 * @param {Time} now
 */
export function awayText(until, now, locale = readerLocale) {
  if (until === null) return t("away");
  const time = clockTime(until, locale);
  // Rounded, because a day on which the clocks change has 23 or 25 hours.
  const days = Math.round((dayStart(until) - dayStart(now)) / DAY_MS);
  if (days === 0) return t("away_today", { time });
  if (days === 1) return t("away_tomorrow", { time });
  /** @type {Intl.DateTimeFormatOptions} */
  const date = { day: "numeric", month: "long" };
  const sameYear = new Date(until).getFullYear() === new Date(now).getFullYear();
  const more = days > WEEKDAYS ? { ...date, ...(sameYear ? {} : { year: "numeric" }) } : {};
  const format = new Intl.DateTimeFormat(
    locale,
    /** @type {Intl.DateTimeFormatOptions} */ ({ weekday: "long", ...more }),
  );
  return t("away_day", { day: format.format(until), time });
}
