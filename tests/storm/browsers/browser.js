const UNSENT = /\.(?:outbox|notes)\./;
const idOf = (key) => key.split(UNSENT)[1];

/**
 * A browser: localStorage that its tabs share, and the `storage` event that notifies the other tabs.
 * @param {string} name
 * @param {(kind: string, fields: object) => void} record what happens to unsent messages, for tests/storm/lost.py
 */
export function createBrowser(name, record) {
  const items = new Map();
  const tabs = new Set();
  /** The tabs that the event of a clearing has not reached yet. */
  const unaware = new Set();
  const files = new Map();
  let visit = null;
  const others = (tab) => [...tabs].filter((other) => other !== tab);
  const unsentIds = () => [...items.keys()].filter((key) => UNSENT.test(key)).map(idOf);

  /** Records that an unsent message entered the storage or left it. */
  function noteKept(did, key, tab) {
    if (UNSENT.test(key)) record("unsent", { browser: name, did, life: tab.life, stored: [idOf(key)] });
  }

  return {
    tabs,
    unaware,
    /** Records what is about to happen to a tab, and the unsent messages that the open pages and the storage have. */
    note(did, tab) {
      const pages = {};
      for (const each of tabs) if (each.engine) pages[each.life] = each.unsent();
      record("unsent", { browser: name, did, life: tab.life, pages, stored: unsentIds() });
    },
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
          const isNew = !items.has(key);
          if (isNew) noteKept("stored", key, tab);
          const notifies = isNew && /\.visitor$|\.discarded\./.test(key);
          items.set(key, String(value));
          if (notifies) for (const other of others(tab)) setImmediate(() => other.stir());
        },
        remove(key) {
          if (items.delete(key)) noteKept("removed", key, tab);
        },
        keys: () => [...items.keys()],
      };
    },
    /** A script of the page clears the storage. Only the other tabs get an event. */
    clear(tab) {
      items.clear();
      for (const other of others(tab)) {
        unaware.add(other);
        setImmediate(() => {
          unaware.delete(other);
          other.stir();
        });
      }
    },
    /** @returns {object | null} the visit that was stored last: token and conversation_id */
    visit() {
      for (const [key, value] of items) if (key.endsWith(".visitor")) visit = JSON.parse(value);
      return visit;
    },
    /** @returns {object[]} the messages that are not yet known to be stored */
    outbox: () => [...items].filter(([key]) => UNSENT.test(key)).map(([, value]) => JSON.parse(value)),
  };
}
