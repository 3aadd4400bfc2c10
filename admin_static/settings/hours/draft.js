/** @import {Day, OpenTime, OwnersHours} from "../../../client/wire" */
import { DAYS } from "../../../client/ui/opening_hours.js";

/** @typedef {OwnersHours["holidays"][number]} Holiday */

const OFFICE = { opens: "09:00", closes: "17:00" };
export const MOST_TIMES = 5; // of a day; the server has the same bounds
export const MOST_HOLIDAYS = 60;

/** What an owner starts with: office hours on workdays. @param {string} zone @returns {OwnersHours} */
export const suggestedHours = (zone) => ({
  zone,
  week: /** @type {Record<Day, OpenTime[]>} */ (
    Object.fromEntries(DAYS.map((day, index) => [day, index < 5 ? [OFFICE] : []]))
  ),
  holidays: [],
  outside: "message",
});

/** @param {OpenTime[]} times @param {number} index @param {Partial<OpenTime>} change */
export const withTime = (times, index, change) =>
  times.map((time, at) => (at === index ? { ...time, ...change } : time));

/** @param {OpenTime[]} times @param {number} index */
export const withoutTime = (times, index) => times.filter((_, at) => at !== index);

/** One more time: an hour after the last one, for two hours; or office hours. @param {OpenTime[]} times */
export function withMore(times) {
  const last = times.at(-1);
  if (!last?.closes) return [...times, OFFICE];
  const start = minuteOf(last.closes) + 60;
  return [...times, { opens: clockOf(start), closes: clockOf(start + 120) }];
}

/** The same times on all days. @param {OwnersHours} hours @param {Day} from @returns {OwnersHours} */
export const copiedToAll = (hours, from) => ({
  ...hours,
  week: /** @type {Record<Day, OpenTime[]>} */ (
    Object.fromEntries(DAYS.map((day) => [day, hours.week[from]]))
  ),
});

/** @param {OpenTime} time whether it ends on the next day */
export const isOverMidnight = ({ opens, closes }) =>
  closes !== "" && closes !== "00:00" && opens !== "" && closes <= opens;

/** Whether two times of a day overlap. @param {OpenTime[]} times */
export function overlapping(times) {
  const spans = times
    .map(({ opens, closes }) => [minuteOf(opens), minuteOf(closes)])
    .map(([start, end]) => [start, end > start ? end : end + 1440])
    .sort(([one], [other]) => one - other);
  return spans.some(([start], index) => index > 0 && start < spans[index - 1][1]);
}

/** Whether every field has a value: a browser's field is empty while it is being filled in. @param {OwnersHours} hours */
export function isComplete({ zone, week, holidays }) {
  const times = [...Object.values(week), ...holidays.map((holiday) => holiday.times)].flat();
  return (
    zone !== "" &&
    times.every(({ opens, closes }) => opens && closes) &&
    holidays.every((holiday) => holiday.date)
  );
}

/** @param {string} time */
const minuteOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** @param {number} minute */
const clockOf = (minute) =>
  [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
