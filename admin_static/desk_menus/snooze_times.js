const HOUR_MS = 3_600_000;
const MORNING = 9;
const LATEST = 22; // an hour of today

/**
 * @typedef {"later" | "tomorrow" | "monday" | "week"} SnoozeName
 * @typedef {{name: SnoozeName, at: number}} SnoozeChoice `at`: milliseconds since 1970
 */

/**
 * The usual times to snooze until, on the clock of this browser; one that is the same as an earlier one is left out.
 * @param {number} now milliseconds since 1970
 * @returns {SnoozeChoice[]}
 */
export function snoozeChoices(now) {
  const day = new Date(now).getDay();
  const later = new Date(now + 4 * HOUR_MS);
  later.setMinutes(0, 0, 0); // three to four hours from now
  const isToday = later.getDay() === day && later.getHours() <= LATEST;
  /** @type {SnoozeChoice[]} */
  const all = [
    ...(isToday ? [{ name: /** @type {const} */ ("later"), at: later.getTime() }] : []),
    { name: "tomorrow", at: morning(now, 1) },
    { name: "monday", at: morning(now, (8 - day) % 7 || 7) },
    { name: "week", at: morning(now, 7) },
  ];
  return all.filter(({ at }, index) => all.findIndex((other) => other.at === at) === index);
}

/** @param {number} now @param {number} days */
function morning(now, days) {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  return at.setHours(MORNING, 0, 0, 0);
}

/** For a field with a local date and time: 2026-11-27T09:00. @param {number} at */
export function localInput(at) {
  const date = new Date(at);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
