/** @import {ViewMessage} from "../delivery/types" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Closer to the end than this counts as at the end. */
const NEAR_PX = 56;

/**
 * Keeps a scrolling element at its end while the reader is there. When the reader scrolls up, what they see stays in place,
 * whatever appears, disappears or changes its height above it, and new messages are counted. It goes to the end when the
 * reader sends a message, and when the log comes back on screen.
 * @param {{ messages: Pick<ViewMessage, "key" | "mine">[], shown: boolean }} props
 */
export function useStickyScroll({ messages, shown }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const content = useRef(/** @type {HTMLElement | null} */ (null));
  const atEnd = useRef(true);
  const top = useRef(0);
  /** The first element on screen, and how far below the top of the screen it is. */
  const held = useRef(/** @type {{element: HTMLElement, offset: number} | null} */ (null));
  const seen = useRef({ key: "", length: 0 });
  const [away, setAway] = useState(false);
  const [missed, setMissed] = useState(0);

  const onScroll = () => {
    if (!element.current) return;
    top.current = element.current.scrollTop;
    atEnd.current = isNearEnd(element.current);
    setAway(!atEnd.current);
    if (atEnd.current) setMissed(0);
    hold();
  };

  const hold = () => {
    const rows = /** @type {HTMLCollectionOf<HTMLElement> | undefined} */ (content.current?.children);
    const first = [...(rows ?? [])].find(
      (row) => row.offsetTop + row.offsetHeight > top.current && !row.matches(".pl-gap"),
    );
    held.current = first ? { element: first, offset: first.offsetTop - top.current } : null;
  };

  const stay = () => {
    const log = element.current;
    if (!log?.clientHeight) return;
    if (atEnd.current) return jumpToEnd();
    const seen = held.current;
    const moved = seen?.element.isConnected && seen.element.offsetTop - seen.offset - log.scrollTop;
    // Setting it, even to what it is, would end the browser's own scrolling.
    if (moved) log.scrollTop += moved;
    top.current = log.scrollTop;
    hold();
  };

  const jumpToEnd = () => {
    const log = element.current;
    if (!log) return;
    // The reader has just scrolled up, and the browser reports it with the next frame.
    if (log.scrollTop < top.current - 1) return onScroll();
    log.scrollTop = log.scrollHeight;
    top.current = log.scrollTop;
  };

  const toEnd = () => {
    atEnd.current = true;
    const log = element.current;
    if (!log) return;
    // Not through thousands of messages.
    const isFar = log.scrollHeight - log.scrollTop > 4 * log.clientHeight;
    log.scrollTo({ top: log.scrollHeight, behavior: isFar ? "instant" : scrollBehavior() });
    log.focus({ preventScroll: true });
  };

  useLayoutEffect(() => {
    if (!shown) return;
    atEnd.current = true;
    top.current = 0;
    setAway(false);
    setMissed(0);
  }, [shown]);

  useLayoutEffect(() => {
    const last = messages.at(-1);
    const added = messages.length - seen.current.length;
    const isNew = last !== undefined && last.key !== seen.current.key;
    const isOwn = isNew && last.mine;
    seen.current = { key: last?.key ?? "", length: messages.length };
    if (isOwn) atEnd.current = true;
    // The reader has sent a message, or the log has become shorter: its position says nothing about scrolling.
    if (isOwn || added < 0) top.current = 0;
    if (atEnd.current) shown && jumpToEnd();
    else if (isNew && added > 0) setMissed((count) => count + added);
  }, [messages, shown]);

  useLayoutEffect(() => {
    const log = element.current;
    if (!log || !content.current) return;
    // When an on-screen keyboard opens, the composer grows, or a font is loaded.
    const observer = new ResizeObserver(stay);
    observer.observe(log);
    observer.observe(content.current);
    // When the host page removes the widget's element and adds it again, the browser resets its scroll position.
    const restore = () => {
      log.scrollTop = atEnd.current ? log.scrollHeight : top.current;
    };
    const root = log.getRootNode();
    root.addEventListener("reattach", restore);
    return () => {
      observer.disconnect();
      root.removeEventListener("reattach", restore);
    };
  }, []);

  return { element, content, onScroll, stay, toEnd, away, missed };
}

/** @param {Pick<Element, "scrollHeight" | "scrollTop" | "clientHeight">} element */
export function isNearEnd({ scrollHeight, scrollTop, clientHeight }) {
  return scrollHeight - scrollTop - clientHeight < NEAR_PX;
}

function scrollBehavior() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
