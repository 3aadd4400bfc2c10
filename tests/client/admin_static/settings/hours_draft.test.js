import assert from "node:assert/strict";
import { test } from "node:test";
import {
  copiedToAll,
  isComplete,
  isOverMidnight,
  overlapping,
  suggestedHours,
  withMore,
  withoutTime,
  withTime,
} from "../../../../admin_static/settings/hours/draft.js";
import { openingAt } from "../../../../client/ui/opening_hours.js";

const time = (opens, closes) => ({ opens, closes });
const DAY = [time("09:00", "12:00"), time("13:00", "17:00")];

test("an owner starts with office hours on workdays", () => {
  const hours = suggestedHours("Europe/Berlin");
  assert.equal(openingAt(hours, Date.parse("2026-11-27T10:00Z")).open, true);
  assert.equal(openingAt(hours, Date.parse("2026-11-28T10:00Z")).open, false);
});

test("a time is changed or removed, and the others stay", () => {
  assert.deepEqual(withTime(DAY, 1, { closes: "18:00" }), [DAY[0], time("13:00", "18:00")]);
  assert.deepEqual(withoutTime(DAY, 0), [DAY[1]]);
});

test("one more time begins an hour after the last, over midnight too", () => {
  assert.deepEqual(withMore(DAY).at(-1), time("18:00", "20:00"));
  assert.deepEqual(withMore([time("20:00", "22:30")]).at(-1), time("23:30", "01:30"));
  assert.deepEqual(withMore([]), [time("09:00", "17:00")]);
});

test("a day's times are copied to all days, also to be closed", () => {
  const hours = suggestedHours("UTC");
  const open = copiedToAll({ ...hours, week: { ...hours.week, sunday: DAY } }, "sunday");
  assert.ok(Object.values(open.week).every((times) => times === DAY));
  assert.ok(Object.values(copiedToAll(hours, "saturday").week).every((times) => times.length === 0));
});

test("times that overlap are found, and those that touch are not", () => {
  assert.equal(overlapping(DAY), false);
  assert.equal(overlapping([time("12:00", "13:00"), ...DAY]), false);
  assert.equal(overlapping([...DAY, time("11:59", "12:30")]), true);
  assert.equal(overlapping([time("18:00", "02:00"), time("23:00", "23:30")]), true);
});

test("a time that ends after midnight is named as such, one that ends at midnight is not", () => {
  assert.equal(isOverMidnight(time("18:00", "02:00")), true);
  assert.equal(isOverMidnight(time("18:00", "00:00")), false);
  assert.equal(isOverMidnight(time("", "02:00")), false);
});

test("hours with an empty field are not complete", () => {
  const hours = suggestedHours("UTC");
  assert.equal(isComplete(hours), true);
  assert.equal(isComplete({ ...hours, week: { ...hours.week, monday: [time("", "17:00")] } }), false);
  assert.equal(isComplete({ ...hours, holidays: [{ date: "", yearly: false, name: "", times: [] }] }), false);
});
