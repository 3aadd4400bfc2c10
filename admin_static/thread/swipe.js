// How a drag of one finger becomes "back": numbers only, so that it can be tested without a screen.

const LOCK_PX = 10; // until then it may become anything
const STEEP = 1.5; // how much farther sideways than up or down
const EDGE_PX = 24; // at the edge of the screen, browsers have a gesture of their own
const FAR = 0.4; // of the width: then it goes back however slowly
const FAST = 0.4; // pixels in a millisecond: then it goes back however short

/**
 * @typedef {{x: number, y: number, at: number}} Point `at`: milliseconds
 * @typedef {ReturnType<typeof createSwipe>} Swipe
 */

/**
 * Follows one finger from where it began.
 * @param {Point} start @param {{width: number, rtl: boolean}} screen
 * @returns null if the drag cannot mean "back"
 */
export function createSwipe(start, { width, rtl }) {
  const sign = rtl ? -1 : 1;
  if (start.x < EDGE_PX || start.x > width - EDGE_PX) return null;
  /** @type {"open" | "back" | "other"} */
  let meaning = "open";
  let last = start;
  let before = start;

  return {
    /**
     * @param {Point} point
     * @returns {number | null} how far the conversation has moved, in pixels to the side where it leaves; null: it stays
     */
    move(point) {
      const sideways = (point.x - start.x) * sign;
      const upright = Math.abs(point.y - start.y);
      if (meaning === "open" && Math.max(Math.abs(sideways), upright) >= LOCK_PX)
        meaning = sideways > upright * STEEP ? "back" : "other";
      if (meaning !== "back") return null;
      before = last;
      last = point;
      return Math.min(width, Math.max(0, sideways));
    },
    /** Whether the finger may still go back. */
    get possible() {
      return meaning !== "other";
    },
    /** What lifting the finger means. @param {number} at */
    end(at) {
      if (meaning !== "back") return false;
      const moved = (last.x - start.x) * sign;
      const pace = ((last.x - before.x) * sign) / Math.max(1, last.at - before.at);
      // A finger that has rested is not fast any more.
      const fast = at - last.at < 100 && pace > FAST;
      return fast || (moved > width * FAR && !(at - last.at < 100 && pace < -FAST));
    },
  };
}
