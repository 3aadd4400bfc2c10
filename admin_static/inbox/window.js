/** @import {InboxRow} from "../admin/inbox.js" */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { around, drawnRows, onScreen, placesOf, shiftOf } from "./windowing.js";

/** The heights of a row without and with tags, as the style sheet has them, until they are measured. */
const USUAL = { plain: 66, tagged: 90 };
const FIRST = 14; // rows that fill a usual screen, until it is measured

/** @param {Pick<InboxRow, "tags">} row @returns {keyof typeof USUAL} */
export const kindOf = ({ tags }) => (tags?.length ? "tagged" : "plain");

/**
 * Draws the rows on the screen at once and those around it later, a few at a time, and holds those on the screen in place
 * when others come or go above.
 * @param {InboxRow[]} rows @param {number[]} kept indexes of rows that are drawn in any case
 */
export function useWindow(rows, kept) {
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  const content = useRef(/** @type {HTMLElement | null} */ (null));
  const [heights, setHeights] = useState(USUAL);
  const tops = useMemo(() => placesOf(rows, (row) => heights[kindOf(row)]), [rows, heights]);
  const [range, setRange] = useState({ from: 0, to: FIRST });
  const [, setNearEnd] = useState(false); // draws again, so that what watches the end looks
  const before = useRef({ rows, tops });
  /** What is on the screen, as last read: to read it while the page is drawn would lay out all of it at once. */
  const seen = useRef({ top: 0, height: 0 });
  const timer = useRef(0);
  /** Whether the end of the list is on the screen, or nearly. */
  const isNearEnd = () => seen.current.top + 2 * seen.current.height > tops[rows.length];

  const look = () => {
    const element = scroller.current;
    if (!element?.clientHeight) return;
    seen.current = { top: element.scrollTop, height: element.clientHeight };
    setNearEnd(isNearEnd());
    setRange((drawn) => onScreen(tops, seen.current, drawn));
  };

  /** All rows of a kind are equally high; how high depends on the reader's fonts. */
  const measure = () => {
    /** @param {keyof typeof USUAL} kind */
    const heightOf = (kind) => {
      /** @type {HTMLElement | null | undefined} */
      const row = content.current?.querySelector(`[data-kind=${kind}]`);
      return row?.offsetHeight || heights[kind];
    };
    const now = { plain: heightOf("plain"), tagged: heightOf("tagged") };
    if (now.plain !== heights.plain || now.tagged !== heights.tagged) setHeights(now);
  };

  const rest = () => {
    look();
    measure();
    setRange((drawn) => around(tops, seen.current, drawn));
  };

  useLayoutEffect(() => {
    const last = before.current;
    before.current = { rows, tops };
    clearTimeout(timer.current);
    timer.current = window.setTimeout(rest);
    // After a scroll, its event says where the screen is.
    if (last.tops === tops && seen.current.height) return;
    const shift = shiftOf({ ...last, ...seen.current }, { rows, tops });
    if (shift && scroller.current) scroller.current.scrollTop += shift;
    look();
  });

  return {
    scroller,
    content,
    height: tops[rows.length],
    drawn: drawnRows(tops, range, kept),
    onScroll: look,
    isNearEnd,
  };
}
