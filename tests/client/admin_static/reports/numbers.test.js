import assert from "node:assert/strict";
import { test } from "node:test";
import { enReports } from "../../../../admin_static/catalogue/en_reports.js";
import { toCsv } from "../../../../admin_static/reports/csv.js";
import { figuresOf } from "../../../../admin_static/reports/figures.js";
import {
  average,
  change,
  duration,
  rating,
  shortDuration,
} from "../../../../admin_static/reports/numbers.js";
import { addTexts } from "../../../../client/ui/catalogue.js";

addTexts(enReports);
const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

test("a duration has the one or two units that say something", () => {
  const told = {
    0: "1s",
    [45 * SECOND]: "45s",
    [59.6 * SECOND]: "1m",
    [3 * MINUTE + 20 * SECOND]: "3m 20s",
    [47 * MINUTE]: "47m",
    [59.7 * MINUTE]: "1h",
    [2 * HOUR + 5 * MINUTE]: "2h 5m",
    [23.999 * HOUR]: "1d",
    [4 * DAY + 3 * HOUR]: "4d 3h",
  };
  for (const [ms, text] of Object.entries(told)) assert.equal(duration(Number(ms)), text);
  assert.equal(duration(null), "–");
  assert.deepEqual([0, 30_000, 90 * MINUTE, 36 * HOUR].map(shortDuration), ["0", "30s", "1.5h", "1.5d"]);
});

test("ratings have an average, and none if there are none", () => {
  assert.equal(rating(average([0, 0, 1, 0, 3])), "4.5");
  assert.equal(rating(average([0, 0, 0, 0, 0])), "–");
});

test("a change is in percent, and left out if there is nothing to compare with", () => {
  assert.deepEqual([change(15, 10), change(5, 10), change(10, 10)], [50, -50, 0]);
  assert.deepEqual([change(15, 0), change(null, 10), change(15, null)], [null, null, null]);
});

test("the figures of a period without anything say so", () => {
  const none = { counted: 0, median: null, p90: null };
  const counts = {
    begun: 0,
    reopened: 0,
    visitor_messages: 0,
    team_messages: 0,
    bot_messages: 0,
    bot_answers: 0,
  };
  const total = {
    ...counts,
    waited: 0,
    missed: 0,
    closed: 0,
    ratings: [0, 0, 0, 0, 0],
    first_response: none,
    resolution: none,
  };
  assert.deepEqual(
    figuresOf(total, total).map(({ value, change }) => [value, change]),
    [
      ["0", null],
      ["–", null],
      ["0", null],
      ["0", null],
      ["–", null],
      ["–", null],
    ],
  );
});

test("a file has the separators and quotes of CSV, and a mark of its encoding", () => {
  const rows = [
    ["Tag", "Closed"],
    ['a "b", c', 3],
    ["two\nlines", null],
  ];
  assert.equal(toCsv(rows), '\uFEFFTag,Closed\r\n"a ""b"", c",3\r\n"two\nlines",\r\n');
});

test("what would be a formula is a text, and a negative number stays one", () => {
  assert.equal(toCsv([["=1+1", "@sum", "+4", "-", -5]]), "\uFEFF'=1+1,'@sum,'+4,'-,-5\r\n");
});
