import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnRows, LONG, placesOf, rowAt, shiftOf } from "../../../../admin_static/inbox/windowing.js";

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

test("of a long list, the rows near the screen are drawn, at their places", () => {
  const tops = placesOf(rows(10_000), () => 60);
  const drawn = drawnRows(tops, { top: 300_000, height: 600 }, []);
  assert.deepEqual(
    [drawn[0], drawn.at(-1)],
    [
      { index: 4990, top: 299_400 },
      { index: 5020, top: 301_200 },
    ],
  );
});

test("a short list is drawn as a whole", () => {
  assert.equal(
    drawnRows(
      placesOf(rows(LONG), () => 60),
      { top: 0, height: 100 },
      [],
    ).length,
    LONG,
  );
  assert.deepEqual(
    drawnRows(
      placesOf([], () => 60),
      { top: 0, height: 100 },
      [-1],
    ),
    [],
  );
});

test("a kept row is drawn wherever the screen is, once, and in its order", () => {
  const tops = placesOf(rows(1_000), () => 60);
  const indexes = (kept) => drawnRows(tops, { top: 0, height: 60 }, kept).map(({ index }) => index);
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
