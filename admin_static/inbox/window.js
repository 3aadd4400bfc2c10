/** @import {InboxRow} from "../admin/inbox.js" */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { drawnRows, placesOf, shiftOf } from "./windowing.js";

/** The heights of a row without and with tags, as the style sheet has them, until they are measured. */
const USUAL = { plain: 66, tagged: 90 };
const UNKNOWN_PX = 900; // a screen that was not measured yet

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
  const [screen, setScreen] = useState({ top: 0, height: UNKNOWN_PX });
  const tops = useMemo(() => placesOf(rows, (row) => heights[kindOf(row)]), [rows, heights]);
  const before = useRef({ rows, tops });

  const look = () => {
    const { scrollTop: top = 0, clientHeight: height = 0 } = scroller.current ?? {};
    // Half a screen further, what is around it must be drawn.
    if (height && (Math.abs(top - screen.top) > height / 2 || height !== screen.height))
      setScreen({ top, height });
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

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) {
      const { scrollTop: top, clientHeight: height } = element;
      const shift = shiftOf({ ...before.current, top, height }, { rows, tops });
      if (shift) element.scrollTop = top + shift;
    }
    before.current = { rows, tops };
    measure();
    look();
  });

  return {
    scroller,
    content,
    height: tops[rows.length],
    drawn: drawnRows(tops, screen, kept),
    onScroll: look,
    /** Whether the end of the list is on the screen, or nearly. */
    get atEnd() {
      const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
      return clientHeight > 0 && scrollTop + 2 * clientHeight > tops[rows.length];
    },
  };
}
