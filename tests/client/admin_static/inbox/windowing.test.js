import assert from "node:assert/strict";
import { test } from "node:test";
import {
  around,
  drawnRows,
  LONG,
  onScreen,
  placesOf,
  rowAt,
  shiftOf,
} from "../../../../admin_static/inbox/windowing.js";

const row = (at, last_at = at) => ({ id: `c-${at}`, last_at });
const rows = (count) => Array.from({ length: count }, (_, at) => row(at));
const heightOf = ({ id }) => (Number(id.slice(2)) % 10 === 0 ? 90 : 60);

test("each row is where those above it end", () => {
  assert.deepEqual([...placesOf(rows(3), heightOf)], [0, 90, 150, 210]);
  assert.deepEqual([...placesOf([], heightOf)], [0]);
});

test("the row at a distance from the top is found, at its edges too", () => {
  const tops = placesOf(rows(100), heightOf);
  assert.deepEqual(
    [0, 89, 90, 149, 150].map((distance) => rowAt(tops, distance)),
    [0, 0, 1, 1, 2],
  );
  assert.deepEqual([rowAt(tops, -50), rowAt(tops, 1e9), rowAt(placesOf([], heightOf), 10)], [0, 99, 0]);
});

const topsOf = (count) => placesOf(rows(count), () => 60);
const NONE = { from: 0, to: 0 };

/** The ranges until nothing more is drawn. */
function growing(tops, screen, first) {
  const ranges = [first];
  for (let next = around(tops, screen, first); next !== ranges.at(-1); next = around(tops, screen, next))
    ranges.push(next);
  return ranges;
}

test("after a jump, only what is on the screen is drawn at once", () => {
  const screen = { top: 300_000, height: 600 };
  assert.deepEqual(onScreen(topsOf(10_000), screen, { from: 0, to: 30 }), { from: 5000, to: 5011 });
});

test("after a short scroll, what was drawn stays, and what is drawn already is not drawn again", () => {
  const tops = topsOf(10_000);
  const screen = { top: 900, height: 600 };
  assert.deepEqual(onScreen(tops, screen, { from: 0, to: 20 }), { from: 0, to: 26 });
  assert.deepEqual(onScreen(tops, screen, { from: 20, to: 40 }), { from: 15, to: 40 });
  const drawn = { from: 10, to: 30 };
  assert.equal(onScreen(tops, screen, drawn), drawn);
});

test("a screen below and a screen above follow, a few rows at a time", () => {
  const tops = topsOf(10_000);
  const screen = { top: 300_000, height: 600 };
  const ranges = growing(tops, screen, onScreen(tops, screen, NONE));
  const { from, to } = ranges.at(-1);
  assert.ok(tops[from - 1] <= screen.top - 600 && tops[to + 1] >= screen.top + 1_200);
  for (const [at, { from, to }] of ranges.slice(1).entries())
    assert.ok(to - from - (ranges[at].to - ranges[at].from) <= 8, `${at}`);
  assert.ok(to - from < 60, "what is far stays away");
});

test("rows that are far by now are no longer drawn", () => {
  const tops = topsOf(10_000);
  const screen = { top: 300_000, height: 600 };
  const { from } = growing(tops, screen, { from: 4_900, to: 5_011 }).at(-1);
  assert.ok(from > 4_970);
  const { to } = growing(tops, screen, { from: 5_000, to: 5_100 }).at(-1);
  assert.ok(to < 5_040);
});

test("a short list is drawn as a whole, the beginning and the end of it too", () => {
  for (const top of [0, 1_500, LONG * 60]) {
    const tops = topsOf(LONG - 1);
    const screen = { top, height: 100 };
    const all = growing(tops, screen, onScreen(tops, screen, NONE)).at(-1);
    assert.deepEqual(
      drawnRows(tops, all, []).map(({ index }) => index),
      [...Array(LONG - 1).keys()],
    );
  }
  assert.deepEqual(drawnRows(placesOf([], heightOf), { from: 0, to: 14 }, [-1]), []);
});

test("rows are drawn at their places, and none that the list has lost", () => {
  const tops = topsOf(20);
  assert.deepEqual(drawnRows(tops, { from: 18, to: 30 }, []), [
    { index: 18, top: 1_080 },
    { index: 19, top: 1_140 },
  ]);
});

test("a kept row is drawn wherever the screen is, once, and in its order", () => {
  const tops = placesOf(rows(1_000), () => 60);
  const indexes = (kept) => drawnRows(tops, { from: 0, to: 3 }, kept).map(({ index }) => index);
  assert.deepEqual(indexes([500, 500, 1, -1, 1_000]), [0, 1, 2, 500]);
});

test("rows on the screen stay where they are when others come above them, and when the first of them moves up", () => {
  const before = rows(100);
  const tops = placesOf(before, () => 60);
  const screen = { rows: before, tops, top: 600, height: 300 };
  const shift = (after) => shiftOf(screen, { rows: after, tops: placesOf(after, () => 60) });
  assert.equal(shift([row(500), row(501), ...before]), 120);
  assert.equal(
    shift([row(10, 9_999), ...before.filter((_, at) => at !== 10)]),
    0,
    "row 11 is still under 11 rows",
  );
  assert.equal(shift([row(90, 9_999), ...before.filter((_, at) => at !== 90)]), 60);
  assert.equal(shift(before.slice(3)), -180);
  assert.equal(shift([]), 0);
});

test("at the very top nothing is held: a new conversation is seen", () => {
  const before = rows(100);
  const tops = placesOf(before, () => 60);
  const after = [row(500), ...before];
  assert.equal(
    shiftOf({ rows: before, tops, top: 0, height: 300 }, { rows: after, tops: placesOf(after, () => 60) }),
    0,
  );
});
