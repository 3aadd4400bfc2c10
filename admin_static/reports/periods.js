/** @import {Time} from "../../client/wire" */

export const HOUR_MS = 3_600_000;
export const MOST_DAYS = 400;
export const PRESETS = /** @type {const} */ ([7, 30, 90]);

/**
 * A period of whole local days, of which the last one may not be over yet.
 * @typedef {{start: Time, end: Time, days: Date[]}} Period `start`, `end`: full hours; `days`: the midnights
 * @typedef {{from: string, to: string}} Dates YYYY-MM-DD, both included
 */

/** The last so many days, today included. @param {number} days @param {Time} now @returns {Period} */
export function lastDays(days, now) {
  const today = midnight(new Date(now));
  return periodOf(plusDays(today, 1 - days), today, now);
}

/** @param {Dates} dates @param {Time} now @returns {Period | null} null: they are no period that reports can have */
export function between({ from, to }, now) {
  const [first, last] = [dateOf(from), dateOf(to)];
  const today = midnight(new Date(now));
  if (!first || !last || first > last || last > today) return null;
  const period = periodOf(first, last, now);
  return period.days.length <= MOST_DAYS ? period : null;
}

/** As many days before, up to the same time of the last one. @param {Period} period @returns {Period} */
export function before({ start, end, days }) {
  const first = plusDays(days[0], -days.length);
  const last = plusDays(/** @type {Date} */ (days.at(-1)), -days.length);
  const elapsed = end - fullHour(/** @type {Date} */ (days.at(-1)));
  return {
    start: fullHour(first),
    end: Math.min(fullHour(last) + elapsed, start),
    days: daysFrom(first, last),
  };
}

/** @param {Date} first @param {Date} last @param {Time} now @returns {Period} */
function periodOf(first, last, now) {
  const end = Math.min(fullHour(plusDays(last, 1)), Math.floor(now / HOUR_MS) * HOUR_MS + HOUR_MS);
  return { start: fullHour(first), end, days: daysFrom(first, last) };
}

/** @param {Date} first @param {Date} last */
function daysFrom(first, last) {
  const days = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** The first full hour of a day. In some zones a day begins half an hour after one. @param {Date} day */
export const fullHour = (day) => Math.ceil(day.getTime() / HOUR_MS) * HOUR_MS;

/** @param {Date} at */
export const midnight = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate());

/** @param {Date} day @param {number} days */
export const plusDays = (day, days) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);

/** @param {Date} day @returns {string} YYYY-MM-DD */
export function isoDate(day) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** @param {string} text */
function dateOf(text) {
  const [year, month, day] = text.split("-").map(Number);
  const date = new Date(year, month - 1, day);
  return isoDate(date) === text ? date : null;
}
