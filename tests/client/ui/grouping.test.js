import assert from "node:assert/strict";
import { test } from "node:test";
import { toRows } from "../../../client/ui/grouping.js";

const NOON = new Date(2026, 6, 14, 12).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function message(key, at, change = {}) {
  return { key, sent_at: at, mine: false, sender_type: "admin", sender_name: "Maya", ...change };
}

const shape = (rows) =>
  rows.map((row) =>
    row.kind === "day" ? "day" : `${row.key}${row.first ? " first" : ""}${row.last ? " last" : ""}`,
  );

test("what one sender writes in a row is one group", () => {
  const rows = toRows([message("a", NOON), message("b", NOON + MINUTE), message("c", NOON + 2 * MINUTE)]);
  assert.deepEqual(shape(rows), ["day", "a first", "b", "c last"]);
});

test("another sender, another kind of sender and a pause begin a group", () => {
  const rows = toRows([
    message("a", NOON),
    message("b", NOON, { sender_name: "Noor" }),
    message("c", NOON, { sender_name: "Noor", sender_type: "bot" }),
    message("d", NOON, { mine: true }),
    message("e", NOON + 5 * MINUTE, { mine: true }),
  ]);
  assert.deepEqual(
    shape(rows).slice(1),
    ["a", "b", "c", "d", "e"].map((key) => `${key} first last`),
  );
});

test("one's own message stays in its group when the server gives it a name", () => {
  const stored = message("a", NOON, { mine: true, sender_type: "visitor", sender_name: "Visitor" });
  const unsent = message("b", NOON, { mine: true, sender_type: "visitor", sender_name: null });
  assert.deepEqual(shape(toRows([stored, unsent])), ["day", "a first", "b last"]);
});

test("each day has one heading, and a group ends with its day", () => {
  const rows = toRows([message("a", NOON), message("b", NOON + DAY), message("c", NOON + DAY)]);
  assert.deepEqual(shape(rows), ["day", "a first last", "day", "b first", "c last"]);
});

test("a clock that runs behind brings no day back", () => {
  const rows = toRows([message("a", NOON + DAY), message("b", NOON)]);
  assert.equal(rows.filter((row) => row.kind === "day").length, 1);
});

test("every row has a key of its own", () => {
  const rows = toRows(Array.from({ length: 50 }, (_, i) => message(`m${i}`, NOON + i * DAY * 0.4)));
  assert.equal(new Set(rows.map((row) => row.key)).size, rows.length);
});

test("an empty conversation has no rows", () => {
  assert.deepEqual(toRows([]), []);
});
