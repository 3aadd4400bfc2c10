/**
 * Which messages of a long log are drawn: those near the screen, the newest ones, and the one that has the focus. Gaps
 * stand for the others. A gap is as high as its messages were when they were drawn, or about as high as the average.
 *
 * The newest ones are drawn wherever the reader is, because a screen reader announces what is added to the log.
 *
 * @import {ViewMessage} from "../delivery/types"
 * @typedef {Pick<ViewMessage, "key">} Keyed
 * @typedef {{from: number, to: number, gap: number}} Segment messages that are drawn, from one index to before another
 *   one; `gap`: the height in pixels of those before it that are not drawn
 * @typedef {ReturnType<typeof createLongLog>} LongLog
 */

/** A shorter log is drawn as a whole. */
export const LONG = 40;
const NEWEST = 20;
const AT_ONCE = 20;
/** More than this are drawn only if the screen is that large. */
const MOST = 240;
const USUAL_PX = 56;
/** In heights of the log: how far around the screen is drawn, and how close a gap may come. */
const AROUND = 1.5;
const NEAR = 0.5;

export function createLongLog() {
  /** @type {Map<string, number>} */
  const heights = new Map();
  let width = 0; // for which the heights are
  /** Of a message that was never drawn. It stays the same, so that gaps do not change their heights while the reader scrolls. */
  let usual = USUAL_PX;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  /** The last draw. @type {Segment[]} */
  let segments = [];
  /** Those of the last draw. A timer of an earlier one may call `update` after it. @type {Keyed[]} */
  let messages = [];
  /** @type {Set<string>} */
  let drawn = new Set();
  /** @type {Set<string>} */
  const gone = new Set();
  let length = 0;
  /** The first message's key. @type {string | undefined} */
  let first;
  /** @type {number | null} the index of the message that has the focus */
  let focused = null;

  /** @param {Keyed} message */
  const heightOf = ({ key }) => heights.get(key) ?? usual;

  /** @param {number} start @param {number} end */
  function between(start, end) {
    let sum = 0;
    for (let index = start; index < end; index++) sum += heightOf(messages[index]);
    return sum;
  }

  /**
   * Reads the heights of what is drawn. A message's height is the distance to what follows, with the heading of its day.
   * @param {HTMLElement} content
   */
  function measure(content) {
    const indexes = segments.flatMap(({ from, to }) =>
      Array.from({ length: to - from }, (_, at) => from + at),
    );
    const active = /** @type {ShadowRoot | Document} */ (content.getRootNode()).activeElement;
    focused = null;
    let next = 0;
    /** @type {{key: string, top: number} | null} the message that ends where the next element begins */
    let open = null;
    /** @type {number | null} the top of the heading of the next message's day */
    let heading = null;
    for (const child of /** @type {HTMLCollectionOf<HTMLElement>} */ (content.children)) {
      const top = child.offsetTop;
      if (open) heights.set(open.key, top - open.top);
      open = null;
      if (child.matches(".pl-day")) heading = top;
      if (child.matches(".pl-day, .pl-gap") || next === indexes.length) continue;
      const index = indexes[next++];
      open = { key: messages[index].key, top: heading ?? top };
      heading = null;
      if (child.contains(active)) focused = index;
    }
  }

  /** @param {Segment[]} next */
  function draw(next) {
    const keys = next.flatMap(({ from, to }) => messages.slice(from, to).map(({ key }) => key));
    const now = new Set(keys);
    for (const key of drawn) if (!now.has(key)) gone.add(key);
    drawn = now;
    segments = next;
    return next;
  }

  return {
    /** Those that were drawn before: they are not announced when they are drawn again. @type {ReadonlySet<string>} */
    gone,
    /**
     * What to draw now.
     * @param {Keyed[]} all
     * @returns {Segment[]} in order, with a gap before each but perhaps the first
     */
    segments(all) {
      messages = all;
      const { length: count } = messages;
      if (count < length && messages[0]?.key !== first) {
        // Retention has deleted the oldest ones, or this is another log.
        from -= length - count;
        to -= length - count;
        focused = null;
      }
      if (to >= length || to > count) {
        // A page of the history may have come, which is much more than is on the screen.
        if (count - length > AT_ONCE) from = count;
        to = count;
      }
      from = Math.max(0, Math.min(from, to - AT_ONCE));
      length = count;
      first = messages[0]?.key;
      if (count <= LONG) return draw([{ from: 0, to: count, gap: 0 }]);
      const wanted = [
        { from, to },
        { from: Math.max(0, count - NEWEST), to: count },
      ];
      if (focused !== null && focused < count) wanted.push({ from: focused, to: focused + 1 });
      wanted.sort((one, other) => one.from - other.from);
      /** @type {Segment[]} */
      const next = [];
      let end = 0;
      for (const each of wanted) {
        const last = next.at(-1);
        if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
        else next.push({ ...each, gap: between(end, each.from) });
        end = Math.max(end, each.to);
      }
      return draw(next);
    },
    /**
     * After a scroll or a draw: follows the reader.
     * @param {HTMLElement} log the element that scrolls
     * @param {HTMLElement} content
     * @returns {boolean} whether others are to be drawn now
     */
    update(log, content) {
      const { scrollTop, clientHeight, clientWidth } = log;
      if (length <= LONG || !clientHeight) return false;
      if (width !== clientWidth) {
        heights.clear();
        width = clientWidth;
        measure(content);
        const sum = [...heights.values()].reduce((one, other) => one + other, 0);
        usual = Math.round(sum / heights.size) || USUAL_PX;
        return true;
      }
      const base = content.offsetTop;
      const screen = { top: scrollTop - clientHeight * NEAR, bottom: scrollTop + clientHeight * (1 + NEAR) };
      const gaps = /** @type {NodeListOf<HTMLElement>} */ (content.querySelectorAll(".pl-gap"));
      const isNear = [...gaps].some(({ offsetTop, offsetHeight }) => {
        const top = offsetTop - base;
        return top < screen.bottom && top + offsetHeight > screen.top;
      });
      if (!isNear && drawn.size <= MOST) return false;
      measure(content);
      const before = [from, to];
      let bottom = 0;
      const top = scrollTop - clientHeight * AROUND;
      const end = scrollTop + clientHeight * (1 + AROUND);
      from = messages.findIndex((message) => {
        bottom += heightOf(message);
        return bottom > top;
      });
      if (from < 0) from = messages.length - 1;
      for (to = from + 1; to < messages.length && bottom < end; to++) bottom += heightOf(messages[to]);
      return from !== before[0] || to !== before[1];
    },
  };
}
