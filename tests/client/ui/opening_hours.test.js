import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DAYS, openingAt } from "../../../client/ui/opening_hours.js";

const EXAMPLES = JSON.parse(readFileSync(new URL("../../wire/opening_hours.json", import.meta.url), "utf8"));
const FOUR_DAYS_MS = 4 * 24 * 3600 * 1000;
const NINE_TO_FIVE = [{ opens: "09:00", closes: "17:00" }];

const hoursOf = (zone, days, holidays = []) => ({
  zone,
  week: Object.fromEntries(DAYS.map((day) => [day, days[day] ?? []])),
  holidays,
  outside: "message",
});
const onWorkdays = (zone, times = NINE_TO_FIVE, holidays = []) =>
  hoursOf(zone, Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, times])), holidays);
const daily = (zone, times, holidays = []) =>
  hoursOf(zone, Object.fromEntries(DAYS.map((day) => [day, times])), holidays);

/** What is computed at a time of UTC, with `until` as a text. */
function at(hours, now) {
  const { open, until } = openingAt(hours, Date.parse(now));
  return [open ? "open" : "closed", until && new Date(until).toISOString().replace(":00.000Z", "Z")];
}

test("all examples are as Python's time zones have them, minute by minute", () => {
  for (const example of EXAMPLES) {
    const { open, until } = openingAt(example.hours, example.now);
    const soon = until !== null && until <= example.now + FOUR_DAYS_MS ? until : null;
    assert.deepEqual(
      { open, until: soon },
      { open: example.open, until: example.until },
      JSON.stringify(example),
    );
  }
});

test("a time begins with its first minute and ends before its last", () => {
  const hours = onWorkdays("Europe/Berlin");
  assert.deepEqual(at(hours, "2026-11-27T07:59:59.999Z"), ["closed", "2026-11-27T08:00Z"]);
  assert.deepEqual(at(hours, "2026-11-27T08:00Z"), ["open", "2026-11-27T16:00Z"]);
  assert.deepEqual(at(hours, "2026-11-27T15:59:59.999Z"), ["open", "2026-11-27T16:00Z"]);
  assert.deepEqual(at(hours, "2026-11-27T16:00Z"), ["closed", "2026-11-30T08:00Z"]);
});

test("times that touch are one: it does not close at noon", () => {
  const times = [
    { opens: "09:00", closes: "12:00" },
    { opens: "12:00", closes: "17:00" },
  ];
  assert.deepEqual(at(onWorkdays("UTC", times), "2026-11-27T10:00Z"), ["open", "2026-11-27T17:00Z"]);
});

test("a time over midnight belongs to the day on which it begins", () => {
  const fridays = hoursOf("Europe/Berlin", { friday: [{ opens: "18:00", closes: "02:00" }] });
  assert.deepEqual(at(fridays, "2026-11-28T00:30Z"), ["open", "2026-11-28T01:00Z"]);
  assert.deepEqual(at(fridays, "2026-11-28T01:00Z"), ["closed", "2026-12-04T17:00Z"]);
  const holiday = [{ date: "2026-11-28", yearly: false, times: [] }];
  const nightly = daily("Europe/Berlin", [{ opens: "18:00", closes: "02:00" }], holiday);
  assert.deepEqual(at(nightly, "2026-11-28T00:30Z"), ["open", "2026-11-28T01:00Z"]);
  assert.deepEqual(at(nightly, "2026-11-28T01:00Z"), ["closed", "2026-11-29T17:00Z"]);
});

test("midnight to midnight on every day is always open", () => {
  assert.deepEqual(at(daily("Asia/Tokyo", [{ opens: "00:00", closes: "00:00" }]), "2026-11-27T15:00Z"), [
    "open",
    null,
  ]);
});

test("in the night when clocks go forward, an hour is missing", () => {
  // Berlin, 29 March 2026: after 01:59 comes 03:00.
  const through = daily("Europe/Berlin", [{ opens: "01:00", closes: "04:00" }]);
  assert.deepEqual(at(through, "2026-03-28T23:00Z"), ["closed", "2026-03-29T00:00Z"]);
  assert.deepEqual(at(through, "2026-03-29T00:30Z"), ["open", "2026-03-29T02:00Z"]);
  const fromInside = daily("Europe/Berlin", [{ opens: "02:30", closes: "04:00" }]);
  assert.deepEqual(at(fromInside, "2026-03-28T23:00Z"), ["closed", "2026-03-29T01:00Z"]);
  const inside = daily("Europe/Berlin", [{ opens: "02:15", closes: "02:45" }]);
  assert.deepEqual(at(inside, "2026-03-28T23:00Z"), ["closed", "2026-03-30T00:15Z"]);
});

test("in the night when clocks go back, an hour comes twice", () => {
  // Berlin, 25 October 2026: after 02:59 comes 02:00 again.
  const through = daily("Europe/Berlin", [{ opens: "01:00", closes: "04:00" }]);
  assert.deepEqual(at(through, "2026-10-24T23:30Z"), ["open", "2026-10-25T03:00Z"]);
  const inside = daily("Europe/Berlin", [{ opens: "02:15", closes: "02:45" }]);
  assert.deepEqual(at(inside, "2026-10-25T00:00Z"), ["closed", "2026-10-25T00:15Z"]);
  assert.deepEqual(at(inside, "2026-10-25T00:45Z"), ["closed", "2026-10-25T01:15Z"]);
  assert.deepEqual(at(inside, "2026-10-25T01:15Z"), ["open", "2026-10-25T01:45Z"]);
  const until = daily("Europe/Berlin", [{ opens: "01:30", closes: "02:30" }]);
  assert.deepEqual(at(until, "2026-10-25T00:30Z"), ["closed", "2026-10-25T01:00Z"]);
});

test("on the day after clocks changed it opens at the same time of the clock", () => {
  const hours = onWorkdays("America/New_York");
  assert.deepEqual(at(hours, "2026-03-06T22:30Z"), ["closed", "2026-03-09T13:00Z"]);
  assert.deepEqual(at(hours, "2026-10-30T22:30Z"), ["closed", "2026-11-02T14:00Z"]);
});

test("a holiday is closed, and the next day is as usual", () => {
  const hours = onWorkdays("Europe/Berlin", NINE_TO_FIVE, [{ date: "2026-12-24", yearly: false, times: [] }]);
  assert.deepEqual(at(hours, "2026-12-24T10:00Z"), ["closed", "2026-12-25T08:00Z"]);
  assert.deepEqual(at(hours, "2026-12-23T17:00Z"), ["closed", "2026-12-25T08:00Z"]);
  assert.deepEqual(at(hours, "2027-12-24T10:00Z"), ["open", "2027-12-24T16:00Z"]);
});

test("a holiday may have times of its own, on a day that is closed otherwise too", () => {
  const times = [{ opens: "10:00", closes: "12:00" }];
  const hours = onWorkdays("UTC", NINE_TO_FIVE, [
    { date: "2026-12-24", yearly: false, times },
    { date: "2026-12-26", yearly: false, times },
  ]);
  assert.deepEqual(at(hours, "2026-12-24T09:30Z"), ["closed", "2026-12-24T10:00Z"]);
  assert.deepEqual(at(hours, "2026-12-26T09:30Z"), ["closed", "2026-12-26T10:00Z"]);
});

test("a yearly holiday is on that day of every year, and a single date goes before it", () => {
  const yearly = { date: "2020-12-25", yearly: true, times: [] };
  const hours = onWorkdays("UTC", NINE_TO_FIVE, [yearly]);
  assert.equal(at(hours, "2029-12-25T10:00Z")[0], "closed");
  assert.equal(at(hours, "2018-12-25T10:00Z")[0], "closed");
  const once = { date: "2029-12-25", yearly: false, times: NINE_TO_FIVE };
  assert.equal(at(onWorkdays("UTC", NINE_TO_FIVE, [yearly, once]), "2029-12-25T10:00Z")[0], "open");
});

test("a date is the one in the site's zone", () => {
  const hours = daily(
    "Pacific/Kiritimati",
    [{ opens: "00:00", closes: "00:00" }],
    [{ date: "2027-01-01", yearly: false, times: [] }],
  );
  assert.deepEqual(at(hours, "2026-12-31T09:59Z"), ["open", "2026-12-31T10:00Z"]);
  assert.deepEqual(at(hours, "2026-12-31T10:00Z"), ["closed", "2027-01-01T10:00Z"]);
});

test("after weeks of holidays it opens again; a site that never opens has no time", () => {
  const closed = Array.from({ length: 60 }, (_, index) => ({
    date: new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 10),
    yearly: false,
    times: [],
  }));
  assert.deepEqual(at(onWorkdays("Europe/Berlin", NINE_TO_FIVE, closed), "2026-07-01T08:00Z"), [
    "closed",
    "2026-08-31T07:00Z",
  ]);
  assert.deepEqual(at(hoursOf("Europe/Berlin", {}), "2026-07-01T08:00Z"), ["closed", null]);
});

test("a single day of next year is found", () => {
  const once = [{ date: "2027-06-30", yearly: false, times: NINE_TO_FIVE }];
  assert.deepEqual(at(hoursOf("UTC", {}, once), "2026-07-01T08:00Z"), ["closed", "2027-06-30T09:00Z"]);
});

test("a zone that the browser does not know counts as open", () => {
  assert.deepEqual(at(onWorkdays("Mars/Olympus_Mons"), "2026-11-28T03:00Z"), ["open", null]);
});
