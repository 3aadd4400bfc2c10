import { isComposing } from "../../client/ui/composing.js";

/** @type {Record<string, string>} */
const SIGNS = { b: "**", i: "_" };

/**
 * Ctrl+B and Ctrl+I, with Cmd on a Mac, put the signs of bold and italic text around the selection, or take them away.
 * @param {KeyboardEvent} event from the reply's text box
 */
export function onFormattingKey(event) {
  const { target, ctrlKey, metaKey, altKey, shiftKey, key } = event;
  const sign = SIGNS[key.toLowerCase()];
  if (!sign || ctrlKey === metaKey || altKey || shiftKey || isComposing(event)) return;
  if (!(target instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  const { text, from, to, start, end } = toggled(
    target.value,
    target.selectionStart,
    target.selectionEnd,
    sign,
  );
  target.setSelectionRange(from, to);
  // The only way that leaves the change to the browser's undo.
  document.execCommand("insertText", false, text);
  target.setSelectionRange(start, end);
}

/**
 * The replacement of the characters `from` to `to`, and the selection after it.
 * @param {string} value @param {number} start of the selection @param {number} end @param {string} sign
 */
export function toggled(value, start, end, sign) {
  const size = sign.length;
  const chosen = value.slice(start, end);
  if (value.slice(start - size, start) === sign && value.slice(end, end + size) === sign)
    return { text: chosen, from: start - size, to: end + size, start: start - size, end: end - size };
  // White space inside the signs would make them plain text.
  const words = chosen.trim();
  const lead = words ? chosen.indexOf(words) : 0;
  const from = start + lead;
  const to = from + words.length;
  return { text: `${sign}${words}${sign}`, from, to, start: from + size, end: to + size };
}
