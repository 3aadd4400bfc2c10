/** What was typed after a slash that begins a text; null if the text is something else. @param {string} text */
export const typedAfterSlash = (text) => (/^\/[^\n]{0,60}$/.test(text) ? text.slice(1) : null);

/**
 * What a key does while the list is shown.
 * @param {{key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} event
 * @param {boolean} some whether the list has a reply
 * @returns {"insert" | "close" | null} null: the key is the text box's
 */
export function listKey({ key, shiftKey, ctrlKey, metaKey, altKey }, some) {
  if (shiftKey || ctrlKey || metaKey || altKey) return null;
  if (key === "Escape") return "close";
  return some && (key === "Enter" || key === "Tab") ? "insert" : null;
}
