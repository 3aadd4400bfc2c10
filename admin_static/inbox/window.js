/** @import {InboxRow} from "../admin/inbox.js" */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { AROUND, drawnRows, placesOf, shiftOf } from "./windowing.js";

/** The heights of a row without and with tags, as the style sheet has them, until they are measured. */
const USUAL = { plain: 66, tagged: 90 };
const UNKNOWN_PX = 900; // a screen that was not measured yet
/** After a jump to rows of which none is drawn: what is on the screen comes first. */
const JUMPED = 0.25;
const REST_MS = 80; // without a scroll, after a jump, until the rows around the screen are drawn too

/** @param {Pick<InboxRow, "tags">} row @returns {keyof typeof USUAL} */
export const kindOf = ({ tags }) => (tags?.length ? "tagged" : "plain");

/**
 * Draws the rows near the screen, and holds those on the screen in place when others come or go above.
 * @param {InboxRow[]} rows @param {number[]} kept indexes of rows that are drawn in any case
 */
export function useWindow(rows, kept) {
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  const content = useRef(/** @type {HTMLElement | null} */ (null));
  const [heights, setHeights] = useState(USUAL);
  const [screen, setScreen] = useState({ top: 0, height: UNKNOWN_PX, around: AROUND });
  const tops = useMemo(() => placesOf(rows, (row) => heights[kindOf(row)]), [rows, heights]);
  const before = useRef(/** @type {{rows: InboxRow[], tops: Float64Array} | null} */ (null));
  /** What is on the screen, as last read: to read it while the page is being drawn would lay out all of it at once. */
  const seen = useRef({ top: 0, height: 0 });

  const rest = useRef(/** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined));

  const look = (/** @type {boolean} */ rests) => {
    const { scrollTop: top = 0, clientHeight: height = 0 } = scroller.current ?? {};
    seen.current = { top, height };
    const moved = Math.abs(top - screen.top);
    // Half of what is drawn around the screen further, the next rows must be drawn.
    const isFar = moved > (height * screen.around) / 2 || height !== screen.height;
    if (height && (isFar || (rests && screen.around < AROUND)))
      setScreen({ top, height, around: !rests && moved > height * AROUND ? JUMPED : AROUND });
  };

  /** All rows of a kind are equally high; how high depends on the reader's fonts. */
  const measure = () => {
    /** @param {keyof typeof USUAL} kind */
    const heightOf = (kind) => {
      const row = content.current?.querySelector(`[data-kind=${kind}]`);
      return (row instanceof HTMLElement && row.offsetHeight) || heights[kind];
    };
    const now = { plain: heightOf("plain"), tagged: heightOf("tagged") };
    if (now.plain !== heights.plain || now.tagged !== heights.tagged) setHeights(now);
  };

  const settle = () => {
    measure();
    look(true);
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    const last = before.current;
    before.current = { rows, tops };
    // Only scrolled: what is new is measured after it is drawn.
    if (last?.tops === tops) {
      clearTimeout(rest.current);
      rest.current = setTimeout(settle, REST_MS);
      return;
    }
    if (element && last) {
      const { scrollTop: top, clientHeight: height } = element;
      const shift = shiftOf({ ...last, top, height }, { rows, tops });
      if (shift) element.scrollTop = top + shift;
    }
    settle();
  });

  return {
    scroller,
    content,
    height: tops[rows.length],
    drawn: drawnRows(tops, screen, kept),
    onScroll: () => look(false),
    /** Whether the end of the list is on the screen, or nearly. */
    get atEnd() {
      const { top, height } = seen.current;
      return height > 0 && top + 2 * height > tops[rows.length];
    },
  };
}
