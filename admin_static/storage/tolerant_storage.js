/**
 * A storage of the browser, or memory for what it refuses: a blocked or full store must not keep anybody out.
 * @param {() => Storage} open  asked each time, because a blocked storage throws as soon as it is named
 */
export function tolerantStorage(open) {
  const memory = new Map();
  return {
    getItem(key) {
      if (memory.has(key)) return memory.get(key);
      return attempt(() => open().getItem(key)) ?? null;
    },
    setItem(key, value) {
      memory.delete(key);
      const kept = attempt(() => {
        open().setItem(key, value);
        return true;
      });
      if (!kept) memory.set(key, value);
    },
    removeItem(key) {
      memory.delete(key);
      attempt(() => open().removeItem(key));
    },
  };
}

function attempt(job) {
  try {
    return job();
  } catch {
    return undefined;
  }
}
