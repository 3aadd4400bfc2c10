/**
 * Events for the page: `porchlight:opened` and others. They go to the document, and from there to the window. The browser
 * reports what a listener throws, and goes on.
 * @param {string} name @param {unknown} [detail] null if there is none
 */
export const emit = (name, detail) =>
  document.dispatchEvent(new CustomEvent(`porchlight:${name}`, { detail, bubbles: true }));
