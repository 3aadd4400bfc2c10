import assert from "node:assert/strict";
import { test } from "node:test";
import { createSwipe } from "../../../../admin_static/thread/swipe.js";

const SCREEN = { width: 390, rtl: false };

/** The way of a finger: a point every 16 ms. */
function dragged(points, screen = SCREEN, rest = 0) {
  const [[x, y], ...others] = points;
  const swipe = createSwipe({ x, y, at: 0 }, screen);
  if (!swipe) return null;
  const moved = others.map(([px, py], index) => swipe.move({ x: px, y: py, at: (index + 1) * 16 }));
  return { moved, possible: swipe.possible, back: swipe.end(others.length * 16 + rest) };
}
const steps = (from, to, count, y = 400) =>
  Array.from({ length: count + 1 }, (_, step) => [from + ((to - from) * step) / count, y]);

test("a drag over the screen goes back, and the conversation follows the finger", () => {
  const { moved, back } = dragged(steps(100, 300, 20));
  assert.equal(back, true);
  assert.deepEqual([moved[0], moved.at(-1)], [10, 200]);
});

test("a short slow drag does not, and a quick one does", () => {
  assert.equal(dragged(steps(100, 160, 30)).back, false);
  assert.equal(dragged(steps(100, 180, 4)).back, true);
});

test("a finger that rests before it is lifted is not quick", () => {
  assert.equal(dragged(steps(100, 180, 4), SCREEN, 500).back, false);
});

test("whoever turns round stays", () => {
  assert.equal(dragged([...steps(100, 320, 10), ...steps(300, 280, 1)]).back, false);
});

test("scrolling stays scrolling, however far the finger drifts afterwards", () => {
  const { moved, possible, back } = dragged([
    [100, 400],
    [106, 370],
    [300, 300],
  ]);
  assert.deepEqual([moved, possible, back], [[null, null], false, false]);
});

test("a drag to the other side means nothing", () => {
  assert.deepEqual(dragged(steps(300, 100, 10)).back, false);
});

test("the edges of the screen are the browser's", () => {
  assert.equal(createSwipe({ x: 10, y: 400, at: 0 }, SCREEN), null);
  assert.equal(createSwipe({ x: 380, y: 400, at: 0 }, { ...SCREEN, rtl: true }), null);
});

test("where text runs from right to left, so does the way back", () => {
  const screen = { ...SCREEN, rtl: true };
  assert.equal(dragged(steps(300, 100, 20), screen).back, true);
  assert.equal(dragged(steps(100, 300, 20), screen).back, false);
  assert.equal(dragged(steps(300, 100, 20), screen).moved.at(-1), 200);
});

test("it never moves beyond the screen or to the other side", () => {
  const { moved } = dragged([...steps(30, 360, 3), [900, 400], [20, 400]]);
  assert.ok(moved.every((each) => each === null || (each >= 0 && each <= SCREEN.width)));
});
