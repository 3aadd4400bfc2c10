import { language } from "./translate.js";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** @typedef {"short" | "narrow"} AgoStyle 5 min. ago, or 5m ago */

/**
 * now, 5 min. ago, 2 hr. ago, yesterday. null for what was longer ago than `within`.
 * @param {number} at @param {number} now
 * @param {{within?: number, style?: AgoStyle, locale?: string}} [options]
 */
export function ago(at, now, { within = WEEK, style = "short", locale = language.locale } = {}) {
  const passed = Math.max(0, now - at); // a server's clock may be ahead
  if (passed >= within) return null;
  const relative = formatter(locale, style);
  if (passed < MINUTE) return relative.format(0, "second");
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), "hour");
  return relative.format(-Math.floor(passed / DAY), "day");
}

/** @type {Map<string, Intl.RelativeTimeFormat>} */
const formatters = new Map();

/** @param {string} locale @param {AgoStyle} style */
function formatter(locale, style) {
  const key = `${style} ${locale}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style });
    formatters.set(key, made);
  }
  return made;
}
