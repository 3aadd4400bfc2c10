import { useLayoutEffect } from "preact/hooks";
import { isComposing } from "../../client/ui/composer.js";
import { shortcut } from "./shortcut.js";

/**
 * Listens to keys anywhere on the page.
 * @param {{singleKeys: () => boolean}} preferences
 * @param {Partial<Record<"help" | "next" | "previous" | "back", () => void>> | false} actions  false: not now
 */
export function useShortcuts(preferences, actions) {
  // Before the next key comes: after a plain effect, a quick key would meet the actions of the state before.
  useLayoutEffect(() => {
    if (!actions) return;
    const onKeyDown = (event) => {
      const action = actions[shortcut(pressed(event, preferences))];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}

function pressed(event, preferences) {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented, target } = event;
  return {
    key,
    held: ctrlKey || metaKey || altKey || defaultPrevented || isComposing(event),
    typing: target.closest?.("input, textarea, select, [contenteditable]") != null,
    singleKeys: preferences.singleKeys(),
  };
}
