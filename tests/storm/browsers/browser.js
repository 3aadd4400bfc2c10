/** One browser's localStorage, which its tabs share, and the `storage` event that the other tabs get. */
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
          const noticed = /\.visitor$|\.discarded\./.test(key) && !kept.has(key);
          kept.set(key, String(value));
          if (noticed) for (const other of others(tab)) setImmediate(() => other.wakeUp());
        },
        remove: (key) => kept.delete(key),
        keys: () => [...kept.keys()],
      };
    },
    /** A script of the page clears the storage. Only the other tabs get an event. */
    clear(tab) {
      kept.clear();
      for (const other of others(tab)) setImmediate(() => other.wakeUp());
    },
    /** @returns {object | null} what was stored last of the session: token and conversation_id */
    visit() {
      for (const [key, value] of kept) if (key.endsWith(".visitor")) visit = JSON.parse(value);
      return visit;
    },
    /** @returns {object[]} what was written here and is not known to be stored */
    outbox: () => [...kept].filter(([key]) => key.includes(".outbox.")).map(([, value]) => JSON.parse(value)),
  };
}
