// Half-written replies, one per conversation. They survive a reload and a session that runs out, not the tab.
const KEY = "porchlight.admin.drafts";

/** @param {Storage} storage */
export function createDrafts(storage) {
  return {
    read: (conversationId) => all(storage)[conversationId] ?? "",
    write(conversationId, text) {
      const { [conversationId]: _, ...others } = all(storage);
      const drafts = text === "" ? others : { ...others, [conversationId]: text };
      storage.setItem(KEY, JSON.stringify(drafts));
    },
    clear() {
      storage.removeItem(KEY);
    },
  };
}

function all(storage) {
  try {
    return JSON.parse(storage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
