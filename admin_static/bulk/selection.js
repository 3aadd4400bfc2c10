/**
 * The conversations that are selected for an action on several, and the one from which a range starts.
 * @typedef {{ids: ReadonlySet<string>, anchor: string | null}} Selection
 */

/** @type {Selection} */
export const NOTHING = { ids: new Set(), anchor: null };

/** Selects one, or takes it out. @param {Selection} selection @param {string} id @returns {Selection} */
export function toggled({ ids }, id) {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/**
 * Selects all from the anchor to this one, as Shift does everywhere.
 * @param {Selection} selection @param {string[]} all from top to bottom @param {string} id @returns {Selection}
 */
export function reached({ ids, anchor }, all, id) {
  const [one, other] = [all.indexOf(anchor ?? id), all.indexOf(id)].sort((a, b) => a - b);
  return { ids: new Set([...ids, ...all.slice(Math.max(0, one), other + 1)]), anchor: anchor ?? id };
}

/** @param {string[]} all @returns {Selection} */
export const everything = (all) => ({ ids: new Set(all), anchor: all[0] ?? null });

/**
 * Without those that have left the list.
 * @param {Selection} selection @param {string[]} all @returns {Selection} the same one while nothing has left
 */
export function remaining(selection, all) {
  if (selection.ids.size === 0) return selection;
  const there = all.filter((id) => selection.ids.has(id));
  return there.length === selection.ids.size ? selection : { ...selection, ids: new Set(there) };
}
