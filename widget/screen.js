import { useEffect, useState } from "preact/hooks";
import { PHONE } from "./style.js";

/** Whether the panel fills the screen, which makes it modal. */
export function usePhone() {
  const [phone, setPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const onChange = () => setPhone(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, []);
  return phone;
}

/**
 * A phone's keyboard covers the page without resizing it. This tells the style sheet how much of the screen is visible,
 * so that the text box stays above the keyboard.
 * @param {HTMLElement} element
 * @param {{signal: AbortSignal}} removal
 */
export function fitKeyboard(element, removal) {
  const view = window.visualViewport;
  if (!view) return;

  const measure = () => {
    element.style.setProperty("--pl-view-height", `${view.height}px`);
    element.style.setProperty("--pl-view-top", `${view.offsetTop}px`);
  };
  view.addEventListener("resize", measure, removal);
  view.addEventListener("scroll", measure, removal);
  measure();
}
