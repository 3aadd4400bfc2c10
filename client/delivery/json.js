/**
 * @template T the type that the caller expects
 * @param {string | null | undefined} text
 * @returns {T | null} null if the text is not JSON
 */
export function parsed(text) {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
