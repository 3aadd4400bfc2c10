import { useEffect } from "preact/hooks";

/** Messages count as read only when somebody can see them: their end on screen, tab in front, window focused. */
export function useLooking(admin, endOnScreen) {
  useEffect(() => {
    const report = () => admin.looking(endOnScreen && isInFront());
    report();
    document.addEventListener("visibilitychange", report);
    window.addEventListener("focus", report);
    window.addEventListener("blur", report);
    return () => {
      document.removeEventListener("visibilitychange", report);
      window.removeEventListener("focus", report);
      window.removeEventListener("blur", report);
      admin.looking(false);
    };
  }, [admin, endOnScreen]);
}

function isInFront() {
  return document.visibilityState === "visible" && document.hasFocus();
}
