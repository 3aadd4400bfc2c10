/** @import {ReportCounts, ReportHour} from "../../client/wire" */
/** @import {Period} from "./periods.js" */

import { added } from "./percentiles.js";
import { isoDate, midnight } from "./periods.js";

/**
 * What is counted on a local day.
 * @typedef {Omit<ReportHour, "hour"> & {day: Date}} Day
 */

const COUNTS = /** @satisfies {(keyof ReportCounts)[]} */ ([
  "begun",
  "reopened",
  "visitor_messages",
  "team_messages",
  "bot_messages",
  "bot_answers",
  "waited",
  "missed",
  "closed",
]);

/**
 * The days of a period, those without anything included. A day has 23 or 25 hours when the clocks change. An hour belongs
 * to the day on which it begins.
 * @param {Period} period @param {ReportHour[]} hours @returns {Day[]}
 */
export function byDay(period, hours) {
  /** @type {Map<string, ReportHour[]>} */
  const found = new Map(period.days.map((day) => [isoDate(day), []]));
  for (const hour of hours) found.get(isoDate(new Date(hour.hour)))?.push(hour);
  return period.days.map((day) => ({ day: midnight(day), ...sum(found.get(isoDate(day)) ?? []) }));
}

/** @param {ReportHour[]} hours */
function sum(hours) {
  const counts = Object.fromEntries(
    COUNTS.map((name) => [name, hours.reduce((total, hour) => total + hour[name], 0)]),
  );
  return {
    .../** @type {Omit<ReportCounts, "ratings">} */ (counts),
    ratings: [0, 1, 2, 3, 4].map((star) => hours.reduce((total, { ratings }) => total + ratings[star], 0)),
    first_response: added(hours.map((hour) => hour.first_response)),
    resolution: added(hours.map((hour) => hour.resolution)),
  };
}

/**
 * How much came in each hour of each weekday, on the clock here.
 * @param {ReportHour[]} hours @param {keyof Omit<ReportCounts, "ratings">} name
 * @returns {number[][]} seven weekdays, Monday first, with 24 hours each
 */
export function byWeekday(hours, name) {
  const week = Array.from({ length: 7 }, () => new Array(24).fill(0));
  for (const hour of hours) {
    const at = new Date(hour.hour);
    week[(at.getDay() + 6) % 7][at.getHours()] += hour[name];
  }
  return week;
}
