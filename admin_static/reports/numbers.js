import { t } from "../../client/ui/catalogue.js";
import { language } from "../../client/ui/translate.js";

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

/** 1,204, or 12% of 0.12. @param {number} value @param {"percent"} [style] */
export const count = (value, style) => value.toLocaleString(language.locale, { style });

/** The two largest units that say something: 45s, 3m 20s, 2h 5m, 4d 3h. @param {number | null} ms */
export function duration(ms) {
  if (ms === null) return "–";
  if (ms < 59_500) return t("reports.seconds", { count: Math.max(1, Math.round(ms / SECOND)) });
  if (ms < 10 * MINUTE) return pair(ms, MINUTE, "minutes", SECOND, "seconds");
  if (ms < 59.5 * MINUTE) return t("reports.minutes", { count: Math.round(ms / MINUTE) });
  if (ms < 23.995 * HOUR) return pair(ms, HOUR, "hours", MINUTE, "minutes");
  return pair(ms, DAY, "days", HOUR, "hours");
}

/** @param {number} ms @param {number} unit @param {string} name @param {number} smaller @param {string} smallerName */
function pair(ms, unit, name, smaller, smallerName) {
  const whole = Math.round(ms / smaller);
  const [large, rest] = [Math.floor((whole * smaller) / unit), whole % (unit / smaller)];
  const first = t(`reports.${name}`, { count: large });
  return rest ? `${first} ${t(`reports.${smallerName}`, { count: rest })}` : first;
}

/** For the axis of a chart: one unit. @param {number} ms */
export function shortDuration(ms) {
  if (ms === 0) return "0";
  if (ms < MINUTE) return t("reports.seconds", { count: Math.round(ms / SECOND) });
  if (ms < HOUR) return t("reports.minutes", { count: Math.round(ms / MINUTE) });
  if (ms < DAY) return t("reports.hours", { count: round(ms / HOUR) });
  return t("reports.days", { count: round(ms / DAY) });
}

/** @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** The average of ratings, from how many there are of each. @param {number[]} ratings */
export function average(ratings) {
  const all = total(ratings);
  return all ? ratings.reduce((sum, many, at) => sum + many * (at + 1), 0) / all : null;
}

/** @param {number[]} numbers */
export const total = (numbers) => numbers.reduce((sum, each) => sum + each, 0);

/** 4.6 @param {number | null} value */
export function rating(value) {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return value === null ? "–" : value.toLocaleString(language.locale, digits);
}

/**
 * The change against the period before, in percent; null: there is nothing to compare with.
 * @param {number | null} now @param {number | null} earlier
 */
export function change(now, earlier) {
  return now === null || !earlier ? null : Math.round((now / earlier - 1) * 100);
}

/** Tue, 24 Nov @param {Date} day */
export const dayName = (day) =>
  day.toLocaleDateString(language.locale, { weekday: "short", day: "numeric", month: "short" });

/** 24 Nov @param {Date} day */
export const shortDay = (day) => day.toLocaleDateString(language.locale, { day: "numeric", month: "short" });
