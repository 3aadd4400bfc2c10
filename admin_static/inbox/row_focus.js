import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { focusRow, rowElement } from "./inbox_row.js";

/**
 * The focus in the list. A row that is not in the page because it is far from the screen comes into it before it gets the
 * focus; keys may be faster than that.
 * @param {string[]} ids from top to bottom @param {string | null} openId the open conversation
 */
export function useRowFocus(ids, openId) {
  const [focused, setFocused] = useState(/** @type {string | null} */ (null));
  const wanted = useRef(/** @type {string | null} */ (null));
  const element = useRef(/** @type {Element | null} */ (null));
  const list = useRef(/** @type {Element | null} */ (null));
  const moving = wanted.current;
  // Not with each draw: it searches thousands of rows.
  const found = useMemo(() => {
    const reachable = tabStop(ids, focused, openId);
    const kept = [focused, reachable, openId, moving].map((id) => (id === null ? -1 : ids.indexOf(id)));
    return { reachable, kept };
  }, [ids, focused, openId, moving]);
  const current = () => wanted.current ?? focused ?? openId;

  // A focused row that moves up is removed and inserted by the browser, and loses the focus.
  element.current = list.current?.contains(document.activeElement) ? document.activeElement : null;
  useLayoutEffect(() => {
    const row = element.current;
    // Lost, not moved: while the page was drawn, the text box may have taken it.
    if (row instanceof HTMLElement && row.isConnected && document.activeElement === document.body)
      row.focus({ preventScroll: true });
    const id = wanted.current;
    if (id === null) return;
    wanted.current = null;
    focusRow(id);
  });

  return {
    get current() {
      return current();
    },
    /** `reachable`: by Tab; `kept`: the rows that are in the page wherever the screen is. */
    ...found,
    /** Moves the focus as a key says. @param {string} key KeyboardEvent.key @returns {string | null} the row that gets it */
    step(key) {
      const next = nextRow(ids, current(), key);
      if (next === null) return null;
      if (rowElement(next)) {
        wanted.current = null;
        focusRow(next);
      } else wanted.current = next;
      setFocused(next);
      return next;
    },
    /** @param {FocusEvent} event */
    onFocusIn({ target, currentTarget }) {
      list.current = /** @type {Element} */ (currentTarget);
      const row = target instanceof Element && target.closest("li")?.querySelector("[data-conversation]");
      if (row instanceof HTMLElement) setFocused(row.dataset.conversation ?? null);
    },
  };
}

/** @type {Map<string, number>} */
const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/**
 * The row to which a key moves the focus, or null. Rows are named by id, because they move when messages arrive.
 * @template {string | number} Id
 * @param {Id[]} ids from top to bottom
 * @param {Id | null} current the focused row
 * @param {string} key KeyboardEvent.key
 */
export function nextRow(ids, current, key) {
  if (ids.length === 0) return null;
  if (key === "Home") return ids[0];
  if (key === "End") return ids[ids.length - 1];
  const step = STEPS.get(key);
  if (!step) return null;
  const at = current === null ? -1 : ids.indexOf(current);
  if (at === -1) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}

/**
 * The row that Tab reaches: the last focused one, else the open one, else the first.
 * @param {string[]} ids @param {string | null} focused @param {string | null} open
 */
export function tabStop(ids, focused, open) {
  return [focused, open].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
}
