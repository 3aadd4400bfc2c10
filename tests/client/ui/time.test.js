import assert from "node:assert/strict";
import { test } from "node:test";
import { briefTime, clockTime, dayLabel, dayStart } from "../../../client/ui/time.js";

const NOW = new Date(2026, 6, 14, 15, 30).getTime();
const at = (...parts) => new Date(...parts).getTime();

test("today and yesterday depend on the calendar, not on hours", () => {
  assert.equal(dayLabel(at(2026, 6, 14, 0, 1), NOW, "en-GB"), "Today");
  assert.equal(dayLabel(at(2026, 6, 13, 0, 1), NOW, "en-GB"), "Yesterday");
  assert.equal(dayLabel(at(2026, 6, 13, 23, 59), at(2026, 6, 14, 0, 1), "en-GB"), "Yesterday");
});

test("older days have a date, and the year if it is not this year", () => {
  assert.equal(dayLabel(at(2026, 6, 12), NOW, "en-US"), "Sunday, July 12");
  assert.match(dayLabel(at(2025, 11, 31), NOW, "en-US"), /2025/);
});

test("yesterday is correct on days when the clocks change", () => {
  for (let day = 1; day <= 365; day++) {
    const now = at(2026, 0, day, 12);
    assert.equal(dayLabel(at(2026, 0, day - 1, 12), now, "en-GB"), "Yesterday", new Date(now).toString());
  }
});

test("the time has the format of the reader's region", () => {
  assert.equal(clockTime(at(2026, 6, 14, 15, 5), "en-GB"), "15:05");
  assert.match(clockTime(at(2026, 6, 14, 15, 5), "en-US"), /^3:05\sPM$/u);
});

test("a narrow column gets the clock, a weekday or a short date", () => {
  assert.equal(briefTime(at(2026, 6, 14, 9, 0), NOW, "en-GB"), "09:00");
  assert.equal(briefTime(at(2026, 6, 13, 9, 0), NOW, "en-GB"), "Yesterday");
  assert.equal(briefTime(at(2026, 6, 10, 9, 0), NOW, "en-GB"), "Fri");
  assert.equal(briefTime(at(2026, 6, 7, 9, 0), NOW, "en-GB"), "7 Jul");
  assert.equal(briefTime(at(2025, 6, 7, 9, 0), NOW, "en-GB"), "07/07/2025");
});

test("with a clock that is behind, a time is shown, not a future day", () => {
  assert.equal(briefTime(NOW + 3 * 86_400_000, NOW, "en-GB"), "15:30");
});

test("two times of a day have the same midnight", () => {
  assert.equal(dayStart(at(2026, 6, 14, 0, 0)), dayStart(at(2026, 6, 14, 23, 59)));
  assert.notEqual(dayStart(at(2026, 6, 14, 23, 59)), dayStart(at(2026, 6, 15, 0, 0)));
});
