/** @import {AdminSession} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {InboxRow} from "../admin/inbox.js" */
/** @import {Route} from "../route.js" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { IconButton } from "../controls/buttons.js";
import { SearchIcon } from "../controls/icons.js";
import { PaletteResults, settingsSections } from "../lazy/parts.js";

/**
 * Finds conversations, people, actions and settings. It is modal from the first moment, and keeps what is typed while the
 * rest is loaded, so that no key that is meant for it is a shortcut. The browser returns the focus.
 * @typedef {{
 *   rows: InboxRow[], visited: string[], admin: AdminEngine, session: AdminSession, route: Route, onClose: () => void,
 *   onSite: (siteId: string) => Promise<void>,
 * }} Props `rows`: the loaded conversations, the newest first; `visited`: those that were open, the last one first
 * @param {Props} props
 */
export function PaletteDialog(props) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [typed, setTyped] = useState("");
  // A layout effect: a plain one runs later, and the first keys would go to the text box behind the dialog.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);
  const close = () => dialog.current?.close();

  return html`
    <dialog
      class="palette"
      ref=${dialog}
      aria-label=${t("palette.title")}
      onClose=${props.onClose}
      onClick=${(/** @type {Event} */ { target, currentTarget }) => target === currentTarget && close()}
    >
      <div class="palette-box">
        <div class="palette-field">
          <${SearchIcon} />
          <input
            class="palette-input"
            ref=${input}
            role="combobox"
            aria-label=${t("palette.title")}
            aria-autocomplete="list"
            aria-expanded="false"
            autocomplete="off"
            autocapitalize="none"
            spellcheck=${false}
            dir="auto"
            enterkeyhint="go"
            placeholder=${t("palette.placeholder")}
            value=${typed}
            onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => setTyped(currentTarget.value)}
          />
          <${IconButton} class="palette-close" label=${t("palette.close")} icon=${CloseIcon} onClick=${close} />
        </div>
        <${PaletteResults} ...${props} loadSections=${settingsSections} typed=${typed} input=${input} onDone=${close} />
      </div>
    </dialog>
  `;
}
