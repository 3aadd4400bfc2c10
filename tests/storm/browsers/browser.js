/** One browser's localStorage, which its tabs share, and the `storage` event that tells the others. */
export function createBrowser() {
  const kept = new Map();
  const tabs = new Set();
  let visit = null;
  const others = (tab) => [...tabs].filter((other) => other !== tab);
  return {
    tabs,
    storageOf(tab) {
      return {
        get: (key) => kept.get(key) ?? null,
        set(key, value) {
          const told = /\.visitor$|\.discarded\./.test(key) && !kept.has(key);
          kept.set(key, String(value));
          if (told) for (const other of others(tab)) setImmediate(() => other.stir());
        },
        remove: (key) => kept.delete(key),
        keys: () => [...kept.keys()],
      };
    },
    /** A script of the page clears the storage, and only the other tabs hear of it. */
    clear(tab) {
      kept.clear();
      for (const other of others(tab)) setImmediate(() => other.stir());
    },
    /** @returns {object | null} the visit as it was stored last: token and conversation_id */
    visit() {
      for (const [key, value] of kept) if (key.endsWith(".visitor")) visit = JSON.parse(value);
      return visit;
    },
    /** @returns {object[]} what has been written here and is not known to be stored */
    outbox: () => [...kept].filter(([key]) => key.includes(".outbox.")).map(([, value]) => JSON.parse(value)),
  };
}
