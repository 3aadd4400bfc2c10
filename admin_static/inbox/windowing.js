/**
 * Which rows of a long list are in the page: those near the screen, and those that must stay, such as the one that has the
 * focus. Each row is at a place of its own in the list, so those that are left out leave no gap to fill.
 *
 * @typedef {{index: number, top: number}} Placed a row that is drawn, and its distance from the top in pixels
 */

/** A shorter list is drawn as a whole. */
export const LONG = 60;
/** In heights of the screen: how far around it rows are drawn. */
const AROUND = 1;

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
 * @param {Float64Array} tops
 * @param {{top: number, height: number}} screen what is on the screen
 * @param {number[]} kept indexes of rows that are drawn in any case; those below 0 are ignored
 * @returns {Placed[]} from top to bottom
 */
export function drawnRows(tops, { top, height }, kept) {
  const count = tops.length - 1;
  const [from, to] =
    count <= LONG
      ? [0, count]
      : [rowAt(tops, top - height * AROUND), rowAt(tops, top + height * (1 + AROUND)) + 1];
  const indexes = Array.from({ length: to - from }, (_, at) => from + at);
  const outside = kept.filter((index) => index >= 0 && index < count && (index < from || index >= to));
  return [...new Set([...outside, ...indexes])]
    .sort((one, other) => one - other)
    .map((index) => ({ index, top: tops[index] }));
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
  const places = new Map(after.rows.map(({ id }, index) => [id, index]));
  const last = rowAt(before.tops, before.top + before.height);
  for (let index = rowAt(before.tops, before.top); index <= last; index++) {
    const row = before.rows[index];
    const now = row ? places.get(row.id) : undefined;
    // A row with a new message moves to the top: it is not what the reader holds on to.
    if (now !== undefined && after.rows[now].last_at === row.last_at)
      return after.tops[now] - before.tops[index];
  }
  return 0;
}
