// The on-screen keyboard of iOS lies over the page, which keeps its height: the page is made as high as what is visible.
// Other browsers make the page smaller themselves (`interactive-widget` in index.html).

/** A bar of the browser is lower than that, and a keyboard higher. */
const KEYBOARD_PX = 120;

/**
 * @param {Pick<Window, "innerHeight" | "scrollTo"> & {visualViewport: VisualViewport | null}} view
 * @param {HTMLElement} root gets `--pl-view-height` while a keyboard covers a part of it
 */
export function makeRoomForKeyboard(view, root) {
  const { visualViewport: visible } = view;
  if (!visible) return;
  const update = () => {
    // Of a page that is zoomed in, less is visible too.
    const isCovered = visible.scale === 1 && view.innerHeight - visible.height > KEYBOARD_PX;
    if (!isCovered) return root.style.removeProperty("--pl-view-height");
    root.style.setProperty("--pl-view-height", `${visible.height}px`);
    view.scrollTo(0, 0); // iOS has scrolled the page, to show what is under the keyboard
  };
  visible.addEventListener("resize", update);
}
