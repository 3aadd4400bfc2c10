import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { IconButton } from "../controls/icon_button.js";

/**
 * A native modal that is there while it is drawn: the browser keeps the focus inside, closes it on Esc and gives the
 * focus back. Its keys are not the dashboard's shortcuts.
 */
export function Dialog({ title, text, children, onClose }) {
  const dialog = useRef(null);
  const left = useRef(false);
  const id = useId();
  useEffect(() => {
    const { current } = dialog;
    current.showModal();
    return () => {
      left.current = true; // what has taken its place is not closed by its last event
      current.close();
    };
  }, []);

  return html`
    <dialog
      class="dialog"
      ref=${dialog}
      aria-labelledby=${id}
      onClose=${() => left.current || onClose()}
      onKeyDown=${(event) => event.stopPropagation()}
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
