const FOCUSABLE = "button:not([disabled]), a[href], textarea:not([disabled]), [tabindex='0']";

/**
 * When the panel closes, the focus returns to where it came from: a button of the page that opened it, or the launcher. If
 * the reader has moved on to the page meanwhile, it stays there.
 * @param {ShadowRoot} root
 * @param {() => void} focusLauncher
 */
export function createFocusReturn(root, focusLauncher) {
  /** @type {HTMLElement | null} */
  let opener = null;

  return {
    remember() {
      const { activeElement, body } = document;
      const isOurs = activeElement === body || activeElement === root.host;
      opener = isOurs ? null : /** @type {HTMLElement | null} */ (activeElement);
    },
    giveBack() {
      const { activeElement, body } = document;
      if (activeElement !== root.host && activeElement !== body) return;
      // A form of the page may have a field named "focus", which shadows the method.
      if (opener?.isConnected && typeof opener.focus === "function") opener.focus();
      else focusLauncher();
      opener = null;
    },
  };
}

/**
 * Where Tab goes in a panel that fills the screen: from its last element to its first, never to the page behind.
 * @template Stop
 * @param {Stop[]} stops
 * @param {Stop | null | undefined} current
 * @param {boolean} backwards
 * @returns {Stop | null} null: where the browser moves it
 */
export function nextFocus(stops, current, backwards) {
  if (stops.length === 0) return null;
  const [first] = stops;
  const last = stops[stops.length - 1];
  const inside = stops.some((stop) => stop === current);
  if (backwards && (!inside || current === first)) return last;
  if (!backwards && (!inside || current === last)) return first;
  return null;
}

/** @param {KeyboardEvent} event @param {HTMLElement} panel */
export function keepTabInside(event, panel) {
  const focusable = /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll(FOCUSABLE));
  const stops = [...focusable].filter((stop) => stop.getClientRects().length > 0);
  const root = /** @type {ShadowRoot} */ (panel.getRootNode());
  const target = nextFocus(stops, /** @type {HTMLElement | null} */ (root.activeElement), event.shiftKey);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
