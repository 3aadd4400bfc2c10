import { attempt } from "./page_memory.js";

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
  const keys = attempt(() => Object.keys(open())) ?? [];
  return keys.filter((key) => key.startsWith(`porchlight.${scope}.`));
}

/** The last reset of what was kept under `scope`, by any page of this browser; null if there is no mark of one. */
export const resetOf = (open, scope) => attempt(() => open().getItem(markOf(scope)));

/** Lets the other pages know, those in the back/forward cache too. */
export const markReset = (open, scope) =>
  attempt(() => open().setItem(markOf(scope), `${Date.now()}.${Math.random()}`));

/** A scope may name a visitor, who is to be forgotten: the mark's key has only a checksum of it (FNV-1a). */
function markOf(scope) {
  let sum = 2166136261;
  for (const character of scope) sum = Math.imul(sum ^ character.codePointAt(0), 16777619);
  return `porchlight.reset.${(sum >>> 0).toString(36)}`;
}
