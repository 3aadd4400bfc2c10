import assert from "node:assert/strict";
import { test } from "node:test";
import { byDay, byWeekday } from "../../../../admin_static/reports/grouping.js";
import { before, between, HOUR_MS, isoDate, lastDays } from "../../../../admin_static/reports/periods.js";

const COUNTS = {
  begun: 0,
  reopened: 0,
  visitor_messages: 0,
  team_messages: 0,
  bot_messages: 0,
  bot_answers: 0,
  waited: 0,
  missed: 0,
  closed: 0,
  ratings: [0, 0, 0, 0, 0],
  first_response: [],
  resolution: [],
};

/** Runs on the clock of a zone. */
function inZone(zone, act) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return act();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

/** Every hour of a period, with one message each. */
function everyHour({ start, end }) {
  const hours = [];
  for (let hour = start; hour < end; hour += HOUR_MS) hours.push({ ...COUNTS, hour, visitor_messages: 1 });
  return hours;
}

const lengths = (period) => byDay(period, everyHour(period)).map((day) => day.visitor_messages);
const dates = ({ days }) => days.map(isoDate);

test("a day has 23 hours when the clocks go forward, and 25 when they go back", () => {
  inZone("Europe/Berlin", () => {
    const now = Date.UTC(2026, 11, 1);
    assert.deepEqual(lengths(between({ from: "2026-03-28", to: "2026-03-30" }, now)), [24, 23, 24]);
    assert.deepEqual(lengths(between({ from: "2026-10-24", to: "2026-10-26" }, now)), [24, 25, 24]);
  });
  inZone("America/New_York", () => {
    const period = between({ from: "2026-03-07", to: "2026-03-09" }, Date.UTC(2026, 11, 1));
    assert.deepEqual(lengths(period), [24, 23, 24]);
  });
});

test("where a day begins between two hours, every hour is in one day still", () => {
  for (const zone of ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe"])
    inZone(zone, () => {
      const period = between({ from: "2026-04-03", to: "2026-04-06" }, Date.UTC(2026, 11, 1));
      const found = lengths(period);
      assert.equal(
        found.reduce((one, other) => one + other),
        (period.end - period.start) / HOUR_MS,
      );
      assert.ok(
        found.every((hours) => hours >= 23 && hours <= 25),
        `${zone}: ${found}`,
      );
    });
});

test("a day without anything is in the report, and an hour outside of the period is not", () => {
  inZone("Europe/Berlin", () => {
    const period = between({ from: "2026-11-01", to: "2026-11-02" }, Date.UTC(2026, 11, 1));
    const outside = { ...COUNTS, hour: period.end, begun: 5 };
    const days = byDay(period, [
      { ...COUNTS, hour: period.start, begun: 2, ratings: [0, 0, 1, 0, 0] },
      outside,
    ]);
    assert.deepEqual(
      days.map(({ begun, ratings }) => [begun, ratings[2]]),
      [
        [2, 1],
        [0, 0],
      ],
    );
  });
});

test("the histograms of a day's hours are added", () => {
  inZone("UTC", () => {
    const period = between({ from: "2026-11-01", to: "2026-11-01" }, Date.UTC(2026, 11, 1));
    const hours = [0, 1].map((hour) => ({
      ...COUNTS,
      hour: period.start + hour * HOUR_MS,
      first_response: [[40, 1]],
      resolution: [[90 + hour, 1]],
    }));
    const [day] = byDay(period, hours);
    assert.deepEqual([day.first_response, day.resolution], [[[40, 2]], [[90, 1], [91, 1]]]); // biome-ignore format: one line
  });
});

test("the last days end with the present hour, and the period before with the same time of day", () => {
  inZone("Europe/Berlin", () => {
    const now = Date.UTC(2026, 10, 27, 14, 25); // 15:25 in Berlin
    const period = lastDays(7, now);
    assert.deepEqual(
      dates(period),
      [21, 22, 23, 24, 25, 26, 27].map((day) => `2026-11-${day}`),
    );
    assert.equal(period.start, Date.UTC(2026, 10, 20, 23));
    assert.equal(period.end, Date.UTC(2026, 10, 27, 15));
    const earlier = before(period);
    assert.deepEqual([dates(earlier)[0], dates(earlier).at(-1)], ["2026-11-14", "2026-11-20"]);
    assert.equal(earlier.end, Date.UTC(2026, 10, 20, 15));
    assert.equal(earlier.end - earlier.start, period.end - period.start);
  });
});

test("a period of past days is whole, and so is the one before", () => {
  inZone("Europe/Berlin", () => {
    const period = between({ from: "2026-10-25", to: "2026-10-31" }, Date.UTC(2026, 10, 27));
    const earlier = before(period);
    assert.deepEqual(dates(earlier).length, 7);
    assert.equal(earlier.end, period.start);
    assert.equal((period.end - period.start) / HOUR_MS, 7 * 24 + 1); // the clocks go back on its first day
  });
});

test("two dates that are no period are refused", () => {
  const now = Date.UTC(2026, 10, 27, 12);
  for (const [from, to] of [
    ["2026-11-20", "2026-11-19"],
    ["2026-11-20", "2026-11-29"],
    ["2025-01-01", "2026-11-20"],
    ["", "2026-11-20"],
    ["2026-02-30", "2026-11-20"],
  ])
    assert.equal(between({ from, to }, now), null, `${from} to ${to}`);
  assert.equal(between({ from: "2025-10-24", to: "2026-11-27" }, now)?.days.length, 400);
});

test("hours of the week are those of the clock here, Monday first", () => {
  inZone("Europe/Berlin", () => {
    const monday = Date.UTC(2026, 10, 22, 23); // 0:00 in Berlin
    const hours = [
      { ...COUNTS, hour: monday, visitor_messages: 2 },
      { ...COUNTS, hour: monday - HOUR_MS, visitor_messages: 1 },
      { ...COUNTS, hour: monday - 7 * 24 * HOUR_MS, visitor_messages: 3 },
    ];
    const week = byWeekday(hours, "visitor_messages");
    assert.equal(week[0][0], 5);
    assert.equal(week[6][23], 1);
    assert.equal(week.flat().reduce((one, other) => one + other), 6); // biome-ignore format: one line
  });
});
