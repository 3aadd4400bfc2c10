import { warn } from "./page_api.js";

const NAME = "porchlight-chat";
const MOST_RETURNS = 100; // in a second; after more, a script of the page removes it each time, and neither would stop

/** @typedef {CustomElementConstructor & {signal: AbortSignal, moved: (element: HTMLElement) => void}} Kept */

/**
 * Keeps the widget's element in the page, whatever the page does with its body: Turbo, htmx and others replace the body on
 * every visit. A second script tag on a page changes nothing.
 *
 * The element is beside the body, under <html>, where such a replacement does not reach it and a transformed body does not
 * move it.
 *
 * @param {(host: HTMLElement) => ShadowRoot} fill called again with another element after `document.open()`, which creates
 *   a new document and removes every listener
 * @param {AbortSignal} signal aborted before the element is removed for good; another script may then add its own
 */
export function keepOnPage(fill, signal) {
  /** @type {HTMLElement | null} */
  let host = null;
  /** @type {HTMLElement | null} */
  let page = null;
  /** @type {HTMLElement | null} */
  let focused = null;
  let returns = 0;

  // An element's name can be defined once, so the next script after a removal takes over the class.
  let Chat = /** @type {Kept | undefined} */ (customElements.get(NAME));
  if (Chat && !Chat.signal.aborted) return;
  if (!Chat) {
    Chat = /** @type {any} */ (
      class extends HTMLElement {
        connectedCallback() {
          /** @type {Kept} */ (Chat).moved(this);
        }
        disconnectedCallback() {
          /** @type {Kept} */ (Chat).moved(this);
        }
      }
    );
    customElements.define(NAME, /** @type {Kept} */ (Chat));
  }
  Object.assign(/** @type {Kept} */ (Chat), { signal, moved });

  /** @param {HTMLElement} element */
  function moved(element) {
    if (element === host) queueMicrotask(attach);
    // A copy that the page has made, perhaps of its body for its history. It has no shadow root and does nothing.
    else element.remove();
  }

  function attach() {
    if (host?.isConnected || signal.aborted) return;
    const root = document.documentElement;
    if (!document.body) return document.addEventListener("DOMContentLoaded", attach, { once: true });
    if (returns++ > MOST_RETURNS) return warn("the page removes the chat");
    setTimeout(() => returns--, 1_000);
    const isNew = root !== page;
    const element = isNew ? create() : /** @type {HTMLElement} */ (host);
    page = root;
    root.append(element);
    // In the browser's top layer no z-index of the page covers it, and no transformed <html> moves it.
    element.popover = "manual";
    element.showPopover?.();
    if (isNew) return;
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
