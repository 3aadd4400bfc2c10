/** @import {createPreferences} from "../storage/local_state.js" */
import { useLayoutEffect } from "preact/hooks";
import { isComposing } from "../../client/ui/composing.js";

/**
 * @typedef {"help" | "next" | "previous" | "back" | "close"} Action
 * @typedef {ReturnType<typeof createPreferences>} Preferences
 */

/** @type {Map<string, Action>} */
const SINGLE_KEYS = new Map([
  ["?", "help"],
  ["j", "next"],
  ["k", "previous"],
  ["e", "close"],
]);

/**
 * Calls an action when its key is pressed anywhere on the page.
 * @param {Pick<Preferences, "singleKeys">} preferences
 * @param {Partial<Record<Action, () => void>> | false} actions false: none for now
 */
export function useShortcuts(preferences, actions) {
  // A layout effect runs before the next key event: a plain effect might leave it to the previous actions.
  useLayoutEffect(() => {
    if (!actions) return;
    /** @param {KeyboardEvent} event */
    const onKeyDown = (event) => {
      const name = shortcut(pressed(event, preferences.singleKeys()));
      const action = name && actions[name];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}

/** @param {KeyboardEvent} event @param {boolean} singleKeys */
function pressed(event, singleKeys) {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented, target } = event;
  return {
    key,
    ignored: ctrlKey || metaKey || altKey || defaultPrevented || isComposing(event),
    typing:
      target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null,
    singleKeys,
  };
}

/**
 * The action of a key. Single letters have none while the admin is typing, and can be switched off: speech input would
 * press them by accident (WCAG 2.1.4).
 * @param {{key: string, ignored: boolean, typing: boolean, singleKeys: boolean}} pressed
 * @returns {Action | null}
 */
export function shortcut({ key, ignored, typing, singleKeys }) {
  if (ignored) return null;
  if (key === "Escape") return "back";
  if (typing || !singleKeys) return null;
  return SINGLE_KEYS.get(key) ?? null;
}
