import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { IconButton } from "./buttons.js";

const SHOWN_MS = 10_000;

/** @typedef {{text: string, undo?: () => Promise<unknown>}} Undoable `undo` is left out where there is nothing to undo */

/** @type {Undoable | null} */
let offered = null;
/** @type {Set<() => void>} */
const listeners = new Set();

/** Says what was done, and offers to undo it. Replaces what was offered before. @param {Undoable | null} next */
export function offerUndo(next) {
  offered = next;
  for (const listener of listeners) listener();
}

export const canUndo = () => Boolean(offered?.undo);

/** Undoes what is offered now, if anything. */
export async function undoLast() {
  const { undo } = offered ?? {};
  if (!undo) return;
  offerUndo(null);
  await undo().catch(() => offerUndo({ text: t("undo.failed") }));
}

/** What was done last, with a button that undoes it. It stays while the pointer or the focus is on it. */
export function UndoToast() {
  const [shown, setShown] = useState(offered);
  const [held, setHeld] = useState(false);
  const before = useRef(/** @type {Element | null} */ (null));
  useEffect(() => {
    const update = () => setShown(offered);
    listeners.add(update);
    return () => {
      listeners.delete(update);
      offered = null;
    };
  }, []);
  useEffect(() => {
    if (!shown || held) return undefined;
    const timer = setTimeout(() => offered === shown && offerUndo(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown, held]);
  // The focus goes back to where it was before it came to the toast.
  const leave = () => {
    setHeld(false);
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    else document.getElementById("thread-name")?.focus();
  };

  return html`
    <div
      class="undo"
      role="status"
      onPointerEnter=${() => setHeld(true)}
      onPointerLeave=${() => setHeld(false)}
      onFocusIn=${(/** @type {FocusEvent} */ { relatedTarget }) => {
        if (!held) before.current = /** @type {Element | null} */ (relatedTarget);
        setHeld(true);
      }}
      onFocusOut=${() => setHeld(false)}
    >
      ${
        shown &&
        html`<div class="undo-toast">
          <span class="undo-text" dir="auto">${shown.text}</span>
          ${
            shown.undo &&
            html`<button
              class="undo-button"
              type="button"
              onClick=${() => {
                leave();
                undoLast();
              }}
            >
              ${t("undo.undo")}
            </button>`
          }
          <${IconButton}
            label=${t("undo.dismiss")}
            icon=${CloseIcon}
            onClick=${() => {
              leave();
              offerUndo(null);
            }}
          />
        </div>`
      }
    </div>
  `;
}
