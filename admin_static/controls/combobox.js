/**
 * Where a key moves the chosen option of a list that a text box controls, by the WAI-ARIA pattern of a combobox: the arrow
 * keys go round; Page Up and Page Down take ten. Null: the key belongs to the text box.
 * @param {string} key @param {number} chosen -1: none @param {number} count
 */
export function chosenAfter(key, chosen, count) {
  if (count === 0) return null;
  if (key === "ArrowDown") return chosen + 1 < count ? chosen + 1 : 0;
  if (key === "ArrowUp") return chosen > 0 ? chosen - 1 : count - 1;
  if (key === "PageDown") return Math.min(chosen + 10, count - 1);
  if (key === "PageUp") return Math.max(chosen - 10, 0);
  return null;
}
