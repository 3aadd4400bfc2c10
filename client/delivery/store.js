/**
 * One immutable snapshot, built when somebody looks, so that a burst of changes costs one building and one call of
 * each listener.
 * @template S
 * @param {() => S} build
 */
export function createStore(build) {
  const listeners = new Set();
  let snapshot = null;
  let told = true;
  function tell() {
    told = true;
    for (const listener of listeners) listener();
  }
  return {
    get state() {
      snapshot ??= build();
      return snapshot;
    },
    changed() {
      snapshot = null;
      if (told) Promise.resolve().then(tell);
      told = false;
    },
    /** @param {() => void} listener called after changes @returns {() => void} unsubscribe */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
