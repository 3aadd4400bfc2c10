/**
 * Which rows of a long list are in the page: those near the screen, and those that must stay, such as the one that has the
 * focus. Each row is at a place of its own in the list, so those that are left out leave no gap to fill.
 *
 * @typedef {{index: number, top: number}} Placed a row that is drawn, and its distance from the top in pixels
 * @typedef {{top: number, height: number}} Screen what is on the screen, in pixels
 * @typedef {{from: number, to: number}} Range rows that are drawn: from one index to before another one
 */

/** A shorter list is drawn as a whole, from the screen outwards. */
export const LONG = 60;
/** How many rows are drawn in one go around those on the screen: more would block a slow computer for too long. */
const STEP = 8;

/**
 * The place of each row, and at the end the height of the list.
 * @template Row
 * @param {Row[]} rows @param {(row: Row) => number} heightOf
 */
export function placesOf(rows, heightOf) {
  const tops = new Float64Array(rows.length + 1);
  for (let index = 0; index < rows.length; index++) tops[index + 1] = tops[index] + heightOf(rows[index]);
  return tops;
}

/** The row at a distance from the top. @param {Float64Array} tops as `placesOf` returns them @param {number} distance */
export function rowAt(tops, distance) {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle] <= distance) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * What is on the screen is drawn at once, and what was drawn near it stays.
 * @param {Float64Array} tops @param {Screen} screen @param {Range} drawn
 * @returns {Range} the same one if all of it is drawn
 */
export function onScreen(tops, { top, height }, drawn) {
  const [from, to] = [rowAt(tops, top), rowAt(tops, top + height) + 1];
  if (drawn.from <= from && drawn.to >= to) return drawn;
  // A jump: none of what was drawn is near.
  if (drawn.from > to || drawn.to < from) return { from, to };
  return { from: Math.min(from, drawn.from), to: Math.max(to, drawn.to) };
}

/**
 * A few more rows, until they fill a screen below and a screen above this one, without those that are far by now.
 * @param {Float64Array} tops @param {Screen} screen @param {Range} drawn
 * @returns {Range} the same one if enough is drawn
 */
export function around(tops, { top, height }, drawn) {
  const { from, to } = drawn;
  const margin = tops.length > LONG ? height : Number.POSITIVE_INFINITY;
  const far = margin * 1.5;
  // Beyond the first and the last row, the comparison is with undefined, and false.
  if (tops[to + 1] < top + height + margin)
    return { from: Math.max(from, rowAt(tops, top - far)), to: to + STEP };
  if (tops[from - 1] > top - margin)
    return { from: Math.max(0, from - STEP), to: Math.min(to, rowAt(tops, top + height + far) + 1) };
  return drawn;
}

/**
 * @param {Float64Array} tops
 * @param {Range} range it may reach beyond the last row
 * @param {number[]} kept indexes of rows that are drawn in any case; those below 0 are ignored
 * @returns {Placed[]} from top to bottom
 */
export function drawnRows(tops, { from, to }, kept) {
  const count = tops.length - 1;
  const indexes = new Set(kept.filter((index) => index >= 0 && index < count));
  for (let index = from; index < Math.min(to, count); index++) indexes.add(index);
  return [...indexes].sort((one, other) => one - other).map((index) => ({ index, top: tops[index] }));
}

/**
 * How far to scroll after the rows have changed, so that those on the screen stay where they are. At the very top nothing
 * is held: what is new is meant to be seen.
 * @template {{id: string, last_at: number}} Row
 * @param {{rows: Row[], tops: Float64Array, top: number, height: number}} before
 * @param {{rows: Row[], tops: Float64Array}} after
 */
export function shiftOf(before, after) {
  if (before.top <= 0 || before.rows === after.rows) return 0;
  const last = rowAt(before.tops, before.top + before.height);
  for (let index = rowAt(before.tops, before.top); index <= last; index++) {
    const row = before.rows[index];
    // A row with a new message moves to the top: it is not what the reader holds on to.
    const now = after.rows.findIndex(({ id, last_at }) => id === row?.id && last_at === row.last_at);
    if (now >= 0) return after.tops[now] - before.tops[index];
  }
  return 0;
}
