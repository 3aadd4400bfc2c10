/**
 * Whether an earlier page began a conversation with this site, or left a message unsent: the
 * engine keeps everything under one prefix. Asked without the engine, which is not loaded yet.
 *
 * @param {() => Storage} open asking for the storage may throw
 * @param {string} token
 */
export function hasStoredConversation(open, token) {
  try {
    return Object.keys(open()).some((key) => key.startsWith(`porchlight.${token}.`));
  } catch {
    return false;
  }
}
