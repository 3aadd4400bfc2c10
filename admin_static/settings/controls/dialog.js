/** @import {ComponentChildren} from "preact" */
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { CloseIcon } from "../../../client/ui/icons.js";
import { IconButton } from "../../controls/buttons.js";
import { PasswordField } from "../../controls/fields.js";
import { Form } from "./form.js";
import { errorText, useAction } from "./requests.js";

/** @typedef {{title: string, text?: string, onClose: () => void}} DialogProps */

/**
 * A native modal dialog, open while it is mounted: the browser keeps the focus inside, closes it on Esc and returns the
 * focus. Keys pressed in it are not the dashboard's shortcuts.
 * @param {DialogProps & {children: ComponentChildren}} props
 */
export function Dialog({ title, text, children, onClose }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const unmounted = useRef(false);
  const id = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    const opener = document.activeElement;
    current?.showModal();
    return () => {
      unmounted.current = true; // the close event that follows must not close the dialog that replaces this one
      current?.close();
      // The browser returns the focus only from a dialog that stays in the page.
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  return html`
    <dialog
      class="dialog"
      ref=${dialog}
      aria-labelledby=${id}
      onClose=${() => unmounted.current || onClose()}
      onKeyDown=${(/** @type {Event} */ event) => event.stopPropagation()}
    >
      <header class="dialog-header">
        <h2 id=${id}>${title}</h2>
        <${IconButton} label=${t("settings.close")} icon=${CloseIcon} onClick=${onClose} />
      </header>
      ${text && html`<p class="dialog-text">${text}</p>`}
      ${children}
    </dialog>
  `;
}

/**
 * Asks before an action that cannot be undone with a click. Whoever shows it closes it after `onConfirm`; it stays open
 * and shows the error if `onConfirm` rejects.
 * @param {DialogProps & {submit: string, danger?: boolean, onConfirm: () => Promise<unknown>}} props
 */
export function ConfirmDialog({ title, text, submit, danger = true, onConfirm, onClose }) {
  const action = useAction(onConfirm);
  return html`
    <${Dialog} title=${title} text=${text} onClose=${onClose}>
      <p class="dialog-problem" role="alert">${action.error && errorText(action.error)}</p>
      <div class="dialog-actions">
        <button class="button" type="button" autofocus onClick=${onClose}>${t("settings.cancel")}</button>
        <button
          class=${danger ? "button button-danger" : "button button-primary"}
          type="button"
          aria-disabled=${action.busy}
          onClick=${() => action.run()}
        >
          ${action.busy ? t("settings.saving") : submit}
        </button>
      </div>
    <//>
  `;
}

/**
 * Asks for the password before a change that would outlast a stolen session. Whoever shows it closes it after `onSubmit`.
 * @param {DialogProps & {submit: string, danger?: boolean, onSubmit: (password: string) => Promise<unknown>}} props
 */
export function PasswordDialog({ title, text, submit, danger = false, onSubmit, onClose }) {
  return html`
    <${Dialog} title=${title} text=${text} onClose=${onClose}>
      <${Form}
        onSubmit=${(/** @type {Record<string, string>} */ { password }) => onSubmit(password)}
        submit=${submit}
        danger=${danger}
      >
        <${PasswordField} autofocus />
      <//>
    <//>
  `;
}
