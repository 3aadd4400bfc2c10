/** @import {Day, OpeningHours, OpenTime, Time} from "../wire" */

/** @type {Day[]} */
export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MINUTE_MS = 60_000;
const DAY = 24 * 60;
const FIRST_DAY = 3; // 1 January 1970 was a Thursday
const SEARCHED_DAYS = 370;

// All times below are minutes since 1970: of UTC, or of a clock in the site's zone (`wall`).

/**
 * Whether somebody is there, and until when that is so; null: for more than a year. What counts is the clock in the
 * site's zone: an hour that it shows twice, in a night when the clocks go back, is twice in the hours or not at all.
 *
 * A zone that this browser does not know is always open, rather than a chat that turns visitors away by mistake.
 * @param {OpeningHours} hours @param {Time} now
 * @returns {{open: boolean, until: Time | null}}
 */
export function openingAt(hours, now) {
  const offsetAt = offsetsOf(hours.zone);
  if (!offsetAt) return { open: true, until: null };
  const isOpen = (/** @type {number} */ at) => includes(hours, at + offsetAt(at));
  const start = Math.floor(now / MINUTE_MS);
  const open = isOpen(start);
  for (let from = start; from < start + SEARCHED_DAYS * DAY; from += DAY) {
    const change = candidates(hours, offsetAt, from).find((at) => isOpen(at) !== open);
    if (change) return { open, until: change * MINUTE_MS };
  }
  return { open, until: null };
}

/** @param {OpeningHours} hours @param {number} wall */
function includes(hours, wall) {
  const today = Math.floor(wall / DAY);
  return [today - 1, today].some((day) =>
    spansOf(hours, day).some(([opens, closes]) => opens <= wall && wall < closes),
  );
}

/**
 * The minutes after `from`, up to a day later, at which the hours may begin or end: where a time opens or closes, at each
 * offset from UTC that the day has, and where the clocks change.
 * @param {OpeningHours} hours @param {(at: number) => number} offsetAt @param {number} from
 */
function candidates(hours, offsetAt, from) {
  const to = from + DAY;
  const offsets = [...new Set([offsetAt(from), offsetAt(to)])];
  const found = offsets.length > 1 ? [clockChange(offsetAt, from, to)] : [];
  for (const offset of offsets) {
    const first = Math.floor((from + offset) / DAY) - 1;
    for (const day of [first, first + 1, first + 2])
      found.push(...spansOf(hours, day).flatMap((span) => span.map((wall) => wall - offset)));
  }
  return found.filter((at) => from < at && at <= to).sort((one, other) => one - other);
}

/** The first minute with the offset of `to`. @param {(at: number) => number} offsetAt @param {number} from @param {number} to */
function clockChange(offsetAt, from, to) {
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === offsetAt(to)) after = middle;
    else before = middle;
  }
  return after;
}

/**
 * The times that begin on a day, from and to.
 * @param {OpeningHours} hours @param {number} day days since 1970
 * @returns {[number, number][]}
 */
function spansOf({ week, holidays }, day) {
  const date = new Date(day * DAY * MINUTE_MS).toISOString().slice(0, 10);
  const holiday =
    holidays.find((each) => each.date === date) ??
    holidays.find((each) => each.yearly && each.date.slice(5) === date.slice(5));
  const times = holiday ? holiday.times : week[DAYS[(((day + FIRST_DAY) % 7) + 7) % 7]];
  return times.map(({ opens, closes }) => {
    const [start, end] = [minuteOf(opens), minuteOf(closes)];
    return [day * DAY + start, day * DAY + (end > start ? end : end + DAY)];
  });
}

/** @param {string} time HH:MM */
const minuteOf = (time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Returns the zone's offset from UTC at a minute; null for an unknown zone. @param {string} zone */
function offsetsOf(zone) {
  /** @type {Intl.DateTimeFormat} */
  let format;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch {
    return null;
  }
  /** @type {Map<number, number>} */
  const known = new Map();
  return (/** @type {number} */ at) => {
    let offset = known.get(at);
    if (offset === undefined) {
      const parts = format.formatToParts(at * MINUTE_MS);
      const [month, day, year, hour, minute] = parts.flatMap(({ type, value }) =>
        type === "literal" ? [] : Number(value),
      );
      offset = Date.UTC(year, month - 1, day, hour, minute) / MINUTE_MS - at;
      known.set(at, offset);
    }
    return offset;
  };
}
