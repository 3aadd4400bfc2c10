/**
 * A phone's keyboard covers the page without making it smaller. This tells the style sheet how
 * much of the screen is left, so that the box one writes in stays above the keyboard.
 *
 * @param {HTMLElement} element
 * @param {{ signal: AbortSignal }} gone when to leave off
 */
export function fitKeyboard(element, gone) {
  const view = window.visualViewport;
  if (!view) return;

  const measure = () => {
    element.style.setProperty("--pl-view-height", `${view.height}px`);
    element.style.setProperty("--pl-view-top", `${view.offsetTop}px`);
  };
  view.addEventListener("resize", measure, gone);
  view.addEventListener("scroll", measure, gone);
  measure();
}
