import { attempt, keysOf } from "./storage.js";

/**
 * Resets by this browser's other pages. A reset leaves a mark in the storage, which a page in the back/forward cache finds
 * when it comes back. A logout may clear the storage right after the reset, so every page keeps the marks that it knows
 * and stores them again.
 *
 * @param {import("./storage.js").Open} open
 * @param {() => string} scope
 * @param {() => boolean} has whether there is a stored conversation of this scope
 * @param {() => void} onReset
 * @param {AbortSignal} signal ends it
 * @returns reports to the other pages that this page resets the scope
 */
export function followResets(open, scope, has, onReset, signal) {
  /** @type {Record<string, string>} */
  const marks = {};
  let stored = false; // whether the page was left with its conversation in the storage

  /** @param {string} key @param {string | null} [mark] an older one does not count: a page may have stored it again */
  function learn(key, mark) {
    if (mark && !(marks[key] >= mark)) marks[key] = mark;
  }

  function sync() {
    attempt(() => {
      for (const key of keysOf(open, "reset")) learn(key, open()[key]);
      Object.assign(open(), marks);
    });
  }

  /**
   * The page may have been in the cache between `pagehide` and `pageshow`. If its conversation has disappeared meanwhile, a
   * reset and its mark may have been cleared, so the page must not store it again. A missing mark alone means nothing.
   * @param {Event & Partial<StorageEvent>} event
   */
  function follow({ type, key, newValue }) {
    const own = markOf(scope());
    const before = marks[own];
    // The storage may have been cleared since the event.
    if (key === own) learn(own, newValue);
    sync();
    if (marks[own] !== before || (stored && !has())) {
      stored = false;
      onReset();
    }
    if (/page/.test(type)) stored = has() && type === "pagehide";
  }

  sync();
  // Capturing listeners run before those of the engine, which stores the conversation again.
  for (const name of "storage pageshow pagehide visibilitychange".split(" "))
    addEventListener(name, follow, { capture: true, signal });

  return () => {
    marks[markOf(scope())] = `${Date.now()}`;
    sync();
  };
}

/**
 * The mark must not name the visitor, so its key has only a checksum of the scope.
 * @param {string} scope
 */
function markOf(scope) {
  let sum = 0;
  for (const character of scope)
    sum = Math.imul(sum ^ /** @type {number} */ (character.codePointAt(0)), 16777619);
  return `porchlight.reset.${sum}`;
}
