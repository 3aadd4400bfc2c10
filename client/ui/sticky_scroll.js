import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Nearer to the end than this counts as being at the end. */
const NEAR_PX = 56;

/**
 * Keeps a scrolling element at its end while the reader is there, and leaves it alone when they
 * scrolled up to read: then it counts what they miss. What they write themselves is always shown,
 * and a log that comes back on screen begins at its end.
 *
 * @param {{ messages: { key: string, mine: boolean }[], shown: boolean }} props
 */
export function useStickyScroll({ messages, shown }) {
  const element = useRef(null);
  const content = useRef(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  const seen = useRef({ key: undefined, length: 0 });
  const [away, setAway] = useState(false);
  const [missed, setMissed] = useState(0);

  const onScroll = () => {
    top.current = element.current.scrollTop;
    atEnd.current = isNearEnd(element.current);
    setAway(!atEnd.current);
    if (atEnd.current) setMissed(0);
  };

  const toEnd = () => {
    atEnd.current = true;
    element.current.scrollTo({ top: element.current.scrollHeight, behavior: calmBehavior() });
    element.current.focus({ preventScroll: true });
  };

  useLayoutEffect(() => {
    if (!shown) return;
    atEnd.current = true;
    setAway(false);
    setMissed(0);
  }, [shown]);

  useLayoutEffect(() => {
    const last = messages.at(-1);
    const added = messages.length - seen.current.length;
    const isNew = last !== undefined && last.key !== seen.current.key;
    seen.current = { key: last?.key, length: messages.length };
    if (isNew && last.mine) atEnd.current = true;
    if (atEnd.current) element.current.scrollTop = element.current.scrollHeight;
    else if (isNew && added > 0) setMissed((count) => count + added);
  }, [messages, shown]);

  // A keyboard that slides in, a growing composer, an image of a font that arrives late.
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.current.scrollTop = element.current.scrollHeight;
    });
    observer.observe(element.current);
    observer.observe(content.current);
    // The widget's element was removed by its page and came back: the browser has forgotten where it was scrolled to.
    const returned = () => {
      element.current.scrollTop = atEnd.current ? element.current.scrollHeight : top.current;
    };
    const root = element.current.getRootNode();
    root.addEventListener("reattach", returned);
    return () => {
      observer.disconnect();
      root.removeEventListener("reattach", returned);
    };
  }, []);

  return { element, content, onScroll, toEnd, away, missed };
}

export function isNearEnd({ scrollHeight, scrollTop, clientHeight }) {
  return scrollHeight - scrollTop - clientHeight < NEAR_PX;
}

function calmBehavior() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
