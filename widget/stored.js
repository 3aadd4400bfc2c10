/**
 * Whether an earlier page began a conversation with this site, or left a message unsent: the
 * engine keeps everything under one prefix. Asked without the engine, which is not loaded yet.
 *
 * @param {() => Storage} open asking for the storage may throw
 * @param {string} scope
 */
export const hasStoredConversation = (open, scope) => keysOf(open, scope).length > 0;

/** Forgets all of it: whoever uses this browser next finds nothing. */
export function forget(open, scope) {
  for (const key of keysOf(open, scope)) open().removeItem(key);
}

function keysOf(open, scope) {
  try {
    return Object.keys(open()).filter((key) => key.startsWith(`porchlight.${scope}.`));
  } catch {
    return [];
  }
}
