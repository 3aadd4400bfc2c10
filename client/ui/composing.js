/**
 * Whether a key belongs to an input method. Safari ends a composition before the key event, which then has the code 229.
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
