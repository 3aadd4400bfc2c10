/** @import {Swipe} from "./swipe.js" */
import { useEffect } from "preact/hooks";
import { createSwipe } from "./swipe.js";

const ENDING_MS = 220; // css/swipe.css

/**
 * On a phone, a drag sideways leads from the conversation back to the inbox, which is drawn below it meanwhile. Text boxes
 * and what scrolls sideways keep their own gestures.
 * @param {{current: HTMLElement | null}} place the conversation @param {() => void} back
 */
export function useSwipeBack(place, back) {
  useEffect(() => {
    const { current: thread } = place;
    const shell = thread?.closest(".shell");
    return thread && shell instanceof HTMLElement ? followSwipes(thread, shell, back) : undefined;
  }, []);
}

/**
 * @param {HTMLElement} thread @param {HTMLElement} shell @param {() => void} back
 * @returns {() => void} stops it
 */
function followSwipes(thread, shell, back) {
  /** @type {Swipe | null} */
  let swipe = null;
  /** @type {number | undefined} */
  let timer;
  const rtl = () => getComputedStyle(thread).direction === "rtl";

  /** @param {number} moved */
  function show(moved) {
    shell.style.setProperty("--swiped", `${moved * (rtl() ? -1 : 1)}px`);
    shell.style.setProperty("--swiped-part", String(moved / innerWidth));
  }

  /** @param {TouchEvent} event */
  function onStart(event) {
    const [touch, second] = event.touches;
    swipe = null;
    if (second || shell.dataset.swipe || !isPhone() || keepsGesture(event.target, thread)) return;
    swipe = createSwipe(pointOf(touch, event), { width: innerWidth, rtl: rtl() });
  }

  /** @param {TouchEvent} event */
  function onMove(event) {
    if (!swipe) return;
    const moved = event.touches.length > 1 ? null : swipe.move(pointOf(event.touches[0], event));
    if (moved === null) {
      if (swipe.possible && event.touches.length === 1) return;
      swipe = null;
      if (shell.dataset.swipe) end(false);
      return;
    }
    if (event.cancelable) event.preventDefault(); // the log does not scroll meanwhile
    shell.dataset.swipe = "moving";
    show(moved);
  }

  /** @param {TouchEvent} event */
  function onEnd(event) {
    const ended = swipe;
    swipe = null;
    if (ended && shell.dataset.swipe) end(event.type === "touchend" && ended.end(event.timeStamp));
  }

  /** @param {boolean} isBack */
  function end(isBack) {
    shell.dataset.swipe = "ending";
    show(isBack ? innerWidth : 0);
    timer = setTimeout(
      () => {
        clear();
        if (isBack) back();
      },
      matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : ENDING_MS,
    );
  }

  function clear() {
    clearTimeout(timer);
    delete shell.dataset.swipe;
    shell.style.removeProperty("--swiped");
    shell.style.removeProperty("--swiped-part");
  }

  thread.addEventListener("touchstart", onStart, { passive: true });
  thread.addEventListener("touchmove", onMove, { passive: false });
  thread.addEventListener("touchend", onEnd);
  thread.addEventListener("touchcancel", onEnd);
  return () => {
    clear();
    thread.removeEventListener("touchstart", onStart);
    thread.removeEventListener("touchmove", onMove);
    thread.removeEventListener("touchend", onEnd);
    thread.removeEventListener("touchcancel", onEnd);
  };
}

/** One pane is shown: css/shell.css. */
const isPhone = () => matchMedia("(max-width: 720px)").matches;

/** @param {Touch} touch @param {TouchEvent} event */
const pointOf = ({ clientX: x, clientY: y }, { timeStamp: at }) => ({ x, y, at });

/**
 * Whether what was touched uses a drag sideways itself, or a selection would.
 * @param {EventTarget | null} target @param {HTMLElement | null} until
 */
function keepsGesture(target, until) {
  if (!(target instanceof Element) || target.closest("dialog, input, textarea, select, [role=dialog]"))
    return true;
  if (!getSelection()?.isCollapsed) return true;
  for (let each = /** @type {Element | null} */ (target); each && each !== until; each = each.parentElement) {
    const scrolls =
      each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX);
    if (scrolls && !each.classList.contains("pl-log")) return true;
  }
  return false;
}
