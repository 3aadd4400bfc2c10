/**
 * Which messages a screen reader must not hear: those that were there when the log was loaded or
 * came into sight. What arrives later is spoken once, because its element is added once.
 *
 * @typedef {{ listening: boolean, silent: ReadonlySet<string> }} Announcing
 */

/** @type {Announcing} */
export const NOT_LISTENING = { listening: false, silent: new Set() };

/**
 * @param {Announcing} before
 * @param {{ messages: { key: string }[], listening: boolean }} now `listening`: history is loaded
 *   and the log is on screen
 * @returns {Announcing}
 */
export function nextAnnouncing(before, { messages, listening }) {
  if (before.listening && listening) return before;
  return { listening, silent: new Set(messages.map((message) => message.key)) };
}
