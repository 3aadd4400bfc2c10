/** One browser's localStorage, which its tabs share, and the `storage` event that tells the others. */
export function createBrowser() {
  const kept = new Map();
  const tabs = new Set();
  return {
    tabs,
    storageOf(tab) {
      return {
        get: (key) => kept.get(key) ?? null,
        set(key, value) {
          const begun = key.endsWith(".visitor") && !kept.has(key);
          kept.set(key, String(value));
          if (begun) for (const other of tabs) if (other !== tab) setImmediate(() => other.stir());
        },
        remove: (key) => kept.delete(key),
        keys: () => [...kept.keys()],
      };
    },
    /** @returns {object | null} the stored visit: token and conversation_id */
    visit() {
      for (const [key, value] of kept) if (key.endsWith(".visitor")) return JSON.parse(value);
      return null;
    },
    /** @returns {object[]} what has been written here and is not known to be stored */
    outbox: () => [...kept].filter(([key]) => key.includes(".outbox.")).map(([, value]) => JSON.parse(value)),
  };
}
