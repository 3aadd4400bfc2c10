import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * The ref of a native <dialog> that is open while `shown`. The browser keeps the focus inside, closes the dialog on Esc,
 * and returns the focus.
 * @param {boolean} shown
 */
export function useModal(shown) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useLayoutEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return dialog;
}
