/** A browser: localStorage that its tabs share, and the `storage` event that notifies the other tabs. */
export function createBrowser() {
  const items = new Map();
  const tabs = new Set();
  const files = new Map();
  let visit = null;
  const others = (tab) => [...tabs].filter((other) => other !== tab);
  return {
    tabs,
    /** The files of unsent messages, in place of IndexedDB (client/attachments/file_store.js). */
    files: {
      get: async (key) => files.get(key),
      put: async (key, kept) =>
        void files.set(key, { ...kept, files: kept.files.map((file) => ({ ...file })) }),
      remove: async (key) => void files.delete(key),
      keys: async () => [...files.keys()],
    },
    storageOf(tab) {
      return {
        get: (key) => items.get(key) ?? null,
        set(key, value) {
          const notifies = /\.visitor$|\.discarded\./.test(key) && !items.has(key);
          items.set(key, String(value));
          if (notifies) for (const other of others(tab)) setImmediate(() => other.stir());
        },
        remove: (key) => items.delete(key),
        keys: () => [...items.keys()],
      };
    },
    /** A script of the page clears the storage. Only the other tabs get an event. */
    clear(tab) {
      items.clear();
      for (const other of others(tab)) setImmediate(() => other.stir());
    },
    /** @returns {object | null} the visit that was stored last: token and conversation_id */
    visit() {
      for (const [key, value] of items) if (key.endsWith(".visitor")) visit = JSON.parse(value);
      return visit;
    },
    /** @returns {object[]} the messages that are not yet known to be stored */
    outbox: () =>
      [...items].filter(([key]) => key.includes(".outbox.")).map(([, value]) => JSON.parse(value)),
  };
}
