/**
 * Which messages a screen reader must not announce: those that were there when the log was loaded or
 * came into sight. What arrives later is spoken once, because its element is added once.
 *
 * While the history is still on its way, what the reader writes themselves is not history.
 *
 * @typedef {{ shown: boolean, listening: boolean, known: ReadonlySet<string>, silent: ReadonlySet<string> }} Announcing
 */

/** @type {Announcing} */
export const NOT_LISTENING = { shown: false, listening: false, known: new Set(), silent: new Set() };

/**
 * @param {Announcing} before
 * @param {{ messages: { key: string, id: number | null }[], loaded: boolean, shown: boolean }} now `id`: null while
 *   a message is not stored; `loaded`: whether the history is; `shown`: whether the log is on screen
 * @returns {Announcing}
 */
export function nextAnnouncing(before, { messages, loaded, shown }) {
  const listening = loaded && shown;
  if (before.listening && listening) return before;
  const isNews = ({ key, id }) =>
    shown && before.shown && (before.known.has(key) ? !before.silent.has(key) : id === null);
  return {
    shown,
    listening,
    known: new Set(messages.map(({ key }) => key)),
    silent: new Set(messages.filter((message) => !isNews(message)).map(({ key }) => key)),
  };
}
