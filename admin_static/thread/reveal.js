/**
 * What the log has drawn of a numbered list: a place, in the order of the list.
 * @typedef {{order: number, top: number}} Drawn `top`: how far below the top of the log's content, in pixels
 */

/** @param {Element} anchor an element with `data-order` in a child of the log's rows */
const rowOf = (anchor) => /** @type {HTMLElement | null} */ (anchor.closest(".pl-log-rows > *"));

const FRAMES = 240;

/**
 * Scrolls the log to the row with `data-order`. Where the log draws only what is near the screen, it comes closer frame by
 * frame, because gaps are only about as high as what they stand for.
 * @param {number} order @param {AbortSignal} signal
 * @returns {Promise<HTMLElement | null>} the row; null if there is none
 */
export async function reveal(order, signal) {
  for (let frame = 0; frame < FRAMES && !signal.aborted; frame++) {
    await new Promise(requestAnimationFrame);
    const log = document.querySelector(".thread .pl-log");
    const content = /** @type {HTMLElement | null | undefined} */ (log?.querySelector(".pl-log-rows"));
    if (!log || !content) continue;
    const anchor = content.querySelector(`[data-order="${order}"]`);
    const row = anchor && rowOf(anchor);
    if (row) {
      const wanted =
        row.offsetTop - content.offsetTop - Math.max(0, (log.clientHeight - row.offsetHeight) / 3);
      // Drawing what is around it may move it once more.
      if (Math.abs(log.scrollTop - Math.min(Math.max(0, wanted), log.scrollHeight - log.clientHeight)) < 2)
        return row;
      log.scrollTop = wanted;
      continue;
    }
    const drawn = [...content.querySelectorAll("[data-order]")].flatMap((each) => {
      const of = rowOf(each);
      return of
        ? [{ order: Number(/** @type {HTMLElement} */ (each).dataset.order), top: of.offsetTop }]
        : [];
    });
    const at = between(drawn, order, content.offsetTop);
    if (at === null) continue; // nothing is drawn yet
    log.scrollTop = at - content.offsetTop - log.clientHeight / 2;
  }
  return null;
}

/**
 * Where a row that is not drawn is likely to be.
 * @param {Drawn[]} drawn @param {number} order @param {number} start the top of the first row
 * @returns {number | null} null if nothing is drawn
 */
export function between(drawn, order, start) {
  const sorted = [...drawn].sort((one, other) => one.order - other.order);
  const after = sorted.find((each) => each.order > order);
  const before = sorted.findLast((each) => each.order < order);
  if (!after && !before) return null;
  if (!before) return start;
  if (!after) return before.top + 1;
  const share = (order - before.order) / (after.order - before.order);
  return before.top + share * (after.top - before.top);
}
