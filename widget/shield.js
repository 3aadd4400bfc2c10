const TYPES =
  "keydown keypress keyup beforeinput input compositionstart compositionupdate compositionend copy cut paste focus blur focusin focusout";

/**
 * Hides what is typed in the widget from the page's listeners. They see the host element instead of the text box, so a
 * shortcut on a plain letter would take the letter, and a modal that keeps the focus would take the focus.
 *
 * The event is stopped at `window`, before it reaches listeners of the document. The widget gets a copy that does not leave
 * its shadow root. The browser's own reaction, such as writing a letter, still follows the first event. Listeners that the
 * page has added to `window` for capture before this one still see it.
 *
 * @param {HTMLElement} host
 * @param {AbortSignal} signal ends it
 */
export function shield(host, signal) {
  for (const type of TYPES.split(" ")) addEventListener(type, keepInside, { capture: true, signal });

  /** @param {Event} event */
  function keepInside(event) {
    const [inner] = event.composedPath();
    if (event.target !== host || inner === host) return;
    event.stopImmediatePropagation();
    // Not by the event's own constructor: every KeyboardEvent of Firefox leaves the shadow root.
    /** @type {Event & Record<string, unknown>} */
    const copy = /** @type {any} */ (new Event(event.type, { bubbles: true, cancelable: true }));
    for (const name in event) if (!(name in copy)) copy[name] = event[/** @type {keyof Event} */ (name)];
    if (!inner.dispatchEvent(copy)) event.preventDefault();
  }
}
