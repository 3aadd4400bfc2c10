/** @import {Store} from "./types" */

/**
 * A snapshot that is built when it is read, and listeners. A burst of changes builds one snapshot and calls each listener
 * once.
 * @template State
 * @param {() => State} build
 * @returns {Store<State>}
 */
export function createStore(build) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {State | null} */
  let snapshot = null;
  let notified = true;
  function notify() {
    notified = true;
    for (const listener of listeners) listener();
  }
  return {
    get state() {
      snapshot ??= build();
      return snapshot;
    },
    changed() {
      snapshot = null;
      if (notified) queueMicrotask(notify);
      notified = false;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
