/**
 * What the widget keeps in the browser. All functions get the storage as `open`, because reading it may throw.
 * @import {Identity} from "../client/wire"
 * @typedef {() => Storage} Open
 */

/**
 * The prefix of everything that is stored for a visitor, here and in the engine: the site, which a token names before its
 * random end, and the verified visitor's id.
 * @param {string} token
 * @param {Pick<Identity, "id"> | null} user
 */
export const scopeOf = (token, user) => token.split("_", 2).join("_") + (user ? `:${user.id}` : "");

/**
 * What one tab remembers from page to page: whether the panel was open, and the draft. Nothing is stored before the first
 * message. Where the browser forbids storage, the next page does not know.
 * @param {Open} open
 * @param {string} scope
 * @param {{draft?: string}} page what this page remembers, for a new panel
 */
export function createPageMemory(open, scope, page) {
  const openKey = `porchlight.${scope}.open`;
  const draftKey = `porchlight.${scope}.draft`;

  /** @param {string} key @param {string | boolean} value */
  const set = (key, value) =>
    attempt(() => (value ? open().setItem(key, `${value}`) : open().removeItem(key)));

  return {
    draft: () => page.draft ?? attempt(() => open().getItem(draftKey)) ?? "",
    /** Whether the panel was open on the page before, in this tab. */
    wasOpen: () => attempt(() => open().getItem(openKey)),
    /** @param {boolean} isOpen */
    keepOpen: (isOpen) => set(openKey, isOpen),
    /** @param {string} text @param {boolean} stored whether later pages get it too, not only a new panel on this page */
    keepDraft(text, stored) {
      page.draft = text;
      if (stored) set(draftKey, text);
    },
  };
}

/**
 * Whether an earlier page has stored a conversation with this site, or an unsent message. The engine, which is not loaded
 * yet, keeps everything under one prefix.
 * @param {Open} open
 * @param {string} scope
 */
export const hasStoredConversation = (open, scope) => keysOf(open, scope).length > 0;

/**
 * Deletes all of it: the next person who uses this browser finds nothing.
 * @param {Open} open
 * @param {string} scope
 */
export function forget(open, scope) {
  for (const key of keysOf(open, scope)) open().removeItem(key);
}

/** @param {Open} open @param {string} scope */
export function keysOf(open, scope) {
  const keys = attempt(() => Object.keys(open())) ?? [];
  return keys.filter((key) => key.startsWith(`porchlight.${scope}.`));
}

/**
 * @template T
 * @param {() => T} action
 * @returns {T | null} null if it throws, as a storage does that is forbidden or full
 */
export function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
