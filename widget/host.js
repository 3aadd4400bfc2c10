import { warn } from "./warn.js";

const NAME = "porchlight-chat";
const MOST_RETURNS = 100; // after that a script of the page removes it each time, and both would go on for ever

/**
 * Keeps the widget's element in the page, whatever the page does with its body: Turbo, htmx and others replace it on
 * every visit. A second script tag on a page changes nothing.
 *
 * The element stands beside the body, under <html>, where nothing of this reaches it, and where a
 * transformed body does not move it.
 *
 * @param {(host: HTMLElement) => HTMLElement} make fills the element and returns it. Called again with another one when
 *   the document was written anew (`document.open()`), which takes every listener away.
 */
export function keepOnPage(make) {
  if (customElements.get(NAME)) return;
  let host = null;
  let home = null;
  let focused = null;
  let returns = 0;

  customElements.define(
    NAME,
    class extends HTMLElement {
      connectedCallback() {
        // A copy that the page has made, of its body for its history, say: it has no shadow root and does nothing.
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
    const again = root === home;
    if (!again) {
      host = make(document.createElement(NAME));
      host.shadowRoot.addEventListener("focusin", ({ target }) => {
        focused = target;
      });
      // The focus also goes, just before, when the page removes the element: then it is to come back.
      host.shadowRoot.addEventListener("focusout", ({ target }) =>
        queueMicrotask(() => {
          if (host.isConnected && focused === target) focused = null;
        }),
      );
    }
    home = root;
    root.append(host);
    if (host.popover) host.showPopover();
    if (!again) return raiseWhenMoved(host);
    host.shadowRoot.dispatchEvent(new Event("reattach"));
    if (document.activeElement === document.body) focused?.focus();
  }

  attach();
}

/** A transformed <html> takes the element to the page's end. Nothing moves what is in the top layer. */
function raiseWhenMoved(host) {
  new IntersectionObserver(([{ isIntersecting }], observer) => {
    if (isIntersecting || !host.isConnected || !host.showPopover) return;
    observer.disconnect();
    host.popover = "manual";
    host.showPopover();
  }).observe(host);
}
