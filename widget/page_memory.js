/**
 * What the widget keeps from page to page in one tab: whether it was open, and the text not sent
 * yet. Nothing is stored before the first message. Where the browser forbids storage, nothing is
 * remembered on the next page.
 *
 * @param {() => Storage} open reading the storage may throw, so it is read late
 * @param {string} scope
 */
export function createPageMemory(open, scope) {
  const openKey = `porchlight.${scope}.open`;
  const draftKey = `porchlight.${scope}.draft`;

  const get = (key) => attempt(() => open().getItem(key));
  const set = (key, value) => attempt(() => (value ? open().setItem(key, value) : open().removeItem(key)));

  let written = null;

  return {
    wasOpen: () => get(openKey) === "yes",
    draft: () => written ?? get(draftKey) ?? "",
    keepOpen: (isOpen) => set(openKey, isOpen ? "yes" : ""),
    /** @param {boolean} stays whether the next page has it too, not only a panel that is made anew on this page */
    keepDraft(text, stays) {
      written = text;
      if (stays) set(draftKey, text);
    },
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
