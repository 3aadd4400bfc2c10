const FOCUSABLE = "button:not([disabled]), a[href], textarea:not([disabled]), [tabindex='0']";

/** Where Tab goes in a panel that fills the screen: round and round, never to the page behind. */
export function nextFocus(stops, current, backwards) {
  if (stops.length === 0) return null;
  const index = stops.indexOf(current);
  if (index === -1) return backwards ? stops.at(-1) : stops[0];
  if (backwards && index === 0) return stops.at(-1);
  if (!backwards && index === stops.length - 1) return stops[0];
  return null;
}

/** @param {KeyboardEvent} event */
export function keepTabInside(event, panel) {
  const stops = [...panel.querySelectorAll(FOCUSABLE)].filter((stop) => stop.getClientRects().length > 0);
  const target = nextFocus(stops, panel.getRootNode().activeElement, event.shiftKey);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
