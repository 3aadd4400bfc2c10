/** @import {createPreferences} from "../storage/local_state.js" */
/** @import {ActionId} from "./actions.js" */
import { useLayoutEffect } from "preact/hooks";
import { isComposing } from "../../client/ui/composing.js";
import { ACTIONS, actions } from "./actions.js";

/** @typedef {ReturnType<typeof createPreferences>} Preferences */

/** How long the first of two keys waits for the second one, in milliseconds. */
const PAUSE = 1_000;

/** Whether ⌘ takes the place of Ctrl. */
export const isApple = () => /^(Mac|iP)/.test(navigator.platform);

/** Whether keys are letters there. @param {EventTarget | null} target */
export const isTyping = (target) =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;

/** A modal dialog has keys of its own, and what is behind it must not change. */
export const hasModal = () => document.querySelector("dialog:modal") !== null;

/** Does what the pressed keys stand for, while the page is shown. @param {Pick<Preferences, "singleKeys">} preferences */
export function useShortcuts(preferences) {
  useLayoutEffect(() => {
    const press = createKeys((id) => actions.find(id) !== null);
    /** @param {KeyboardEvent} event */
    const onKeyDown = (event) => {
      const { target, defaultPrevented, repeat, timeStamp } = event;
      if (defaultPrevented || isComposing(event) || hasModal()) return;
      const singleKeys = preferences.singleKeys();
      const key = keyOf(event, isApple());
      const id = press({ key, typing: isTyping(target), singleKeys, repeat, at: timeStamp });
      const action = id && actions.find(id);
      if (!action) return;
      event.preventDefault();
      action.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

/**
 * The name of a pressed key: "j", "?", "Escape", "Shift+j" of a letter, or "Mod+k" with Ctrl (⌘ on Apple's). On a keyboard
 * with another alphabet, a letter's place names it. Null: a combination that belongs to the browser.
 * @param {Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">} event @param {boolean} apple
 */
export function keyOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }, apple) {
  const [mod, other] = apple ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (other || altKey) return null;
  const foreign = key.length === 1 && key > "~" ? /^Key([A-Z])$/.exec(code) : null;
  const name = foreign ? foreign[1] : key;
  const letter = /^[A-Za-z]$/.test(name);
  // Caps Lock makes an upper-case letter too, without Shift.
  return `${mod ? "Mod+" : ""}${shiftKey && letter ? "Shift+" : ""}${letter ? name.toLowerCase() : name}`;
}

/**
 * Returns the action of each pressed key. Single characters have none while the admin is typing, and can be switched off:
 * speech input would press them by accident (WCAG 2.1.4).
 * @param {(id: ActionId) => boolean} possible whether an action can be done now
 */
export function createKeys(possible) {
  let first = "";
  let firstAt = 0;

  /** @param {string} keys */
  const idOf = (keys) =>
    /** @type {ActionId[]} */ (Object.keys(ACTIONS)).find((id) => ACTIONS[id].key === keys && possible(id));

  /**
   * @param {{key: string | null, typing: boolean, singleKeys: boolean, repeat?: boolean, at: number}} pressed `at`: in ms
   * @returns {ActionId | null}
   */
  return function press({ key, typing, singleKeys, repeat = false, at }) {
    if (key === null || ["Shift", "Control", "Alt", "Meta"].includes(key)) return null;
    const single = key.length === 1 || key.startsWith("Shift+");
    if (single && (typing || !singleKeys)) {
      first = "";
      return null;
    }
    const pair = first && at - firstAt < PAUSE ? idOf(`${first} ${key}`) : undefined;
    const id = pair ?? idOf(key);
    first = id || repeat ? "" : key;
    firstAt = at;
    return id && (!repeat || ACTIONS[id].repeats) ? id : null;
  };
}

/**
 * What a key is called on this computer's keyboard, one text for each key to press: "Mod+k" is "Ctrl" and "K".
 * @param {string} key @param {boolean} apple
 */
export function keyTexts(key, apple) {
  return key.split(/[ +]/).map((each) => {
    if (each === "Mod") return apple ? "⌘" : "Ctrl";
    if (each === "Escape") return "Esc";
    return each.length === 1 ? each.toUpperCase() : each;
  });
}
