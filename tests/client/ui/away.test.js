import assert from "node:assert/strict";
import { test } from "node:test";
import { awayText } from "../../../client/ui/away.js";
import { DAYS, openingAt } from "../../../client/ui/opening_hours.js";

// The visitor's zone: nine hours behind the site's in Berlin.
process.env.TZ = "America/Los_Angeles";

const HOURS = {
  zone: "Europe/Berlin",
  week: Object.fromEntries(
    DAYS.map((day, index) => [day, index < 5 ? [{ opens: "08:00", closes: "18:00" }] : []]),
  ),
  holidays: [],
  outside: "message",
};

function seen(now, hours = HOURS, locale = "en-GB") {
  const at = Date.parse(now);
  return awayText(openingAt(hours, at).until, at, locale);
}

test("a visitor nine zones away reads when it opens on their own clock and calendar", () => {
  // Monday 8:00 in Berlin is Sunday 23:00 in Los Angeles.
  assert.equal(seen("2026-11-28T12:00Z"), "We're away. Back tomorrow at 23:00.");
  assert.equal(seen("2026-11-27T18:00Z"), "We're away. Back on Sunday at 23:00.");
  assert.equal(seen("2026-11-30T06:59Z"), "We're away. Back today at 23:00.");
  assert.equal(
    seen("2026-11-27T18:00Z", HOURS, "en-US").replace(/\s/gu, " "),
    "We're away. Back on Sunday at 11:00 PM.",
  );
});

test("in the weeks when only one of the two has changed its clocks, the time is another", () => {
  // Los Angeles changes on 8 March 2026, Berlin on 29 March.
  assert.equal(seen("2026-03-03T18:00Z"), "We're away. Back today at 23:00.");
  assert.equal(seen("2026-03-10T18:00Z"), "We're away. Back tomorrow at 00:00.");
  assert.equal(seen("2026-03-31T18:00Z"), "We're away. Back today at 23:00.");
});

test("the date is there from a week ahead, and the year if it is another", () => {
  const closed = (first, days) =>
    Array.from({ length: days }, (_, index) => ({
      date: new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
      yearly: false,
      times: [],
    }));
  const open = {
    ...HOURS,
    week: Object.fromEntries(DAYS.map((day) => [day, [{ opens: "20:00", closes: "21:00" }]])),
  };
  const after = (days) => seen("2026-06-01T20:00Z", { ...open, holidays: closed("2026-06-02", days) });
  assert.equal(after(5), "We're away. Back on Sunday at 11:00.");
  assert.equal(after(6), "We're away. Back on Monday 8 June at 11:00.");
  assert.equal(after(20), "We're away. Back on Monday 22 June at 11:00.");
  assert.equal(
    seen("2026-12-20T20:00Z", { ...open, holidays: closed("2026-12-21", 14) }),
    "We're away. Back on Monday, 4 January 2027 at 11:00.",
  );
});

test("a site that does not say when it opens again is away", () => {
  const never = { ...HOURS, week: Object.fromEntries(DAYS.map((day) => [day, []])) };
  assert.equal(seen("2026-06-01T20:00Z", never), "We're away.");
});
