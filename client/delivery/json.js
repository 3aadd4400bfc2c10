/** @param {string | null} text @returns {any} what it says, null when it is not JSON: not ours, or damaged */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
