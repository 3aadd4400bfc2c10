import { warn } from "./page_api.js";

const NAME = "porchlight-chat";
const MOST_RETURNS = 100; // in a second; after more, a script of the page removes it each time, and neither would stop

/**
 * Keeps the widget's element in the page, whatever the page does with its body: Turbo, htmx and others replace the body on
 * every visit. A second script tag on a page changes nothing.
 *
 * The element is beside the body, under <html>, where such a replacement does not reach it and a transformed body does not
 * move it.
 *
 * @param {(host: HTMLElement) => ShadowRoot} fill called again with another element after `document.open()`, which creates
 *   a new document and removes every listener
 */
export function keepOnPage(fill) {
  if (customElements.get(NAME)) return;
  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {HTMLElement | null} */
  let page = null;
  /** @type {HTMLElement | null} */
  let focused = null;
  let returns = 0;

  customElements.define(
    NAME,
    class extends HTMLElement {
      connectedCallback() {
        // A copy that the page has made, perhaps of its body for its history. It has no shadow root and does nothing.
        if (this !== host) this.remove();
      }

      disconnectedCallback() {
        if (this === host) queueMicrotask(attach);
      }
    },
  );

  function attach() {
    if (host?.isConnected) return;
    const root = document.documentElement;
    if (!document.body) return document.addEventListener("DOMContentLoaded", attach, { once: true });
    if (returns++ > MOST_RETURNS) return warn("a script of this page removes the chat.");
    setTimeout(() => returns--, 1_000);
    const isNew = root !== page;
    const element = isNew ? create() : /** @type {HTMLElement} */ (host);
    page = root;
    root.append(element);
    if (element.popover) element.showPopover();
    if (isNew) return raiseWhenMoved(element);
    element.shadowRoot?.dispatchEvent(new Event("reattach"));
    if (document.activeElement === document.body) focused?.focus();
  }

  function create() {
    const element = document.createElement(NAME);
    host = element;
    const shadow = fill(element);
    shadow.addEventListener("focusin", ({ target }) => {
      focused = /** @type {HTMLElement} */ (target);
    });
    // The focus also leaves just before the page removes the element. Then it is to come back.
    shadow.addEventListener("focusout", ({ target }) =>
      queueMicrotask(() => {
        if (element.isConnected && focused === target) focused = null;
      }),
    );
    return element;
  }

  attach();
}

/**
 * A transformed <html> moves the element to the page's end. The top layer is not moved.
 * @param {HTMLElement} host
 */
function raiseWhenMoved(host) {
  new IntersectionObserver(([{ isIntersecting }], observer) => {
    if (isIntersecting || !host.isConnected || !host.showPopover) return;
    observer.disconnect();
    host.popover = "manual";
    host.showPopover();
  }).observe(host);
}
