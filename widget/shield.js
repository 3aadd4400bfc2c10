const TYPES =
  "keydown keypress keyup beforeinput input compositionstart compositionupdate compositionend copy cut paste focus blur focusin focusout";

/**
 * Keeps what is typed in the widget from the page's listeners: they see the host element in the place of the text box,
 * so shortcuts on plain letters would take the letters, and a modal that holds the focus would take the focus.
 *
 * The event is stopped where it enters the page, before it comes down to listeners of the document. The widget gets a
 * copy that does not leave its shadow root. What the browser does by itself, such as writing a letter, still follows
 * from the first event. Out of reach are listeners that the page has added to `window` for capture before this.
 *
 * @param {HTMLElement} host
 */
export function shield(host) {
  for (const type of TYPES.split(" ")) window.addEventListener(type, keepInside, true);

  function keepInside(event) {
    const [inner] = event.composedPath();
    if (event.target !== host || inner === host) return;
    event.stopImmediatePropagation();
    const init = {};
    for (const name in event) init[name] = event[name];
    const copy = new event.constructor(event.type, { ...init, composed: false });
    if (!inner.dispatchEvent(copy)) event.preventDefault();
  }
}
