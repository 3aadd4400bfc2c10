/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} TextStorage */

/**
 * A storage of the browser that keeps in memory what the browser refuses: a blocked or full storage must not lock
 * anyone out.
 * @param {() => TextStorage} open called at each use, because a blocked storage throws as soon as it is accessed
 * @returns {TextStorage}
 */
export function tolerantStorage(open) {
  /** @type {Map<string, string>} */
  const memory = new Map();
  return {
    getItem: (key) => memory.get(key) ?? attempt(() => open().getItem(key)) ?? null,
    setItem(key, value) {
      memory.delete(key);
      const stored = attempt(() => {
        open().setItem(key, value);
        return true;
      });
      if (!stored) memory.set(key, value);
    },
    removeItem(key) {
      memory.delete(key);
      attempt(() => open().removeItem(key));
    },
  };
}

/** @template T @param {() => T} job */
function attempt(job) {
  try {
    return job();
  } catch {
    return undefined;
  }
}
