/**
 * Whether an earlier page began a conversation with this site, or left a message unsent: the
 * engine keeps everything under one prefix. Asked without the engine, which is not loaded yet.
 *
 * @param {() => Storage} open asking for the storage may throw
 * @param {string} site
 */
export function hasStoredConversation(open, site) {
  try {
    return Object.keys(open()).some((key) => key.startsWith(`porchlight.${site}.`));
  } catch {
    return false;
  }
}
