const SINGLE_KEYS = new Map([
  ["?", "help"],
  ["j", "next"],
  ["k", "previous"],
]);

/**
 * What a key means anywhere in the dashboard. Single letters are never taken from somebody who types, and can be
 * switched off (WCAG 2.1.4: speech input would press them by accident).
 * @returns {"help" | "next" | "previous" | "back" | null}
 */
export function shortcut({ key, held, typing, singleKeys }) {
  if (held) return null;
  if (key === "Escape") return "back";
  if (typing || !singleKeys) return null;
  return SINGLE_KEYS.get(key) ?? null;
}
