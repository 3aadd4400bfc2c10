// Which row of the inbox has the keyboard. Kept by id, not by place: rows move when messages arrive.
const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

/**
 * @param {string[]} ids  rows from top to bottom
 * @param {string | null} current  the row that has the keyboard
 * @param {string} key  KeyboardEvent.key
 * @returns {string | null}  the row that gets it, or null when the key moves nothing
 */
export function nextRow(ids, current, key) {
  if (ids.length === 0) return null;
  if (key === "Home") return ids[0];
  if (key === "End") return ids[ids.length - 1];
  const step = STEPS.get(key);
  if (!step) return null;
  const at = ids.indexOf(current);
  if (at === -1) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}

/** The one row that Tab reaches: the one last focused, else the open one, else the first. */
export function tabStop(ids, focused, open) {
  return [focused, open].find((id) => ids.includes(id)) ?? ids[0] ?? null;
}
