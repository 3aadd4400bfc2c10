/**
 * What the widget keeps from page to page in one tab: whether it was open, and the text not sent
 * yet. Nothing is kept before the first message. A browser that forbids storage is no error: then
 * nothing is remembered.
 *
 * @param {() => Storage} open asking for the storage may throw, so it is asked for late
 * @param {string} scope
 */
export function createPageMemory(open, scope) {
  const openKey = `porchlight.${scope}.open`;
  const draftKey = `porchlight.${scope}.draft`;

  const get = (key) => attempt(() => open().getItem(key));
  const set = (key, value) => attempt(() => (value ? open().setItem(key, value) : open().removeItem(key)));

  return {
    wasOpen: () => get(openKey) === "yes",
    draft: () => get(draftKey) ?? "",
    keepOpen: (isOpen) => set(openKey, isOpen ? "yes" : ""),
    keepDraft: (text) => set(draftKey, text),
  };
}

/** A storage that is forbidden or full throws. @returns {any} what `action` returns, null if it throws */
export function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
