/**
 * A phone's keyboard covers the page without making it smaller. This tells the style sheet how
 * much of the screen is left, so that the box one writes in stays above the keyboard.
 *
 * @param {HTMLElement} element
 */
export function fitKeyboard(element) {
  const view = window.visualViewport;
  if (!view) return;

  const measure = () => {
    element.style.setProperty("--pl-view-height", `${view.height}px`);
    element.style.setProperty("--pl-view-top", `${view.offsetTop}px`);
  };
  view.addEventListener("resize", measure);
  view.addEventListener("scroll", measure);
  measure();
}
