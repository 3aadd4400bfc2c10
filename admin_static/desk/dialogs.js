/** @import {TargetedEvent} from "preact" */
/** @import {Preferences} from "../controls/shortcuts.js" */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { IconButton } from "../controls/buttons.js";
import { useModal } from "../controls/modal.js";

/** @type {[name: string, keys: string[]][]} */
const KEYS = [
  ["next", ["↓", "J"]],
  ["previous", ["↑", "K"]],
  ["ends", ["Home", "End"]],
  ["open", ["Enter"]],
  ["back", ["Esc"]],
  ["send", ["Enter"]],
  ["line", ["Shift Enter"]],
  ["bold", ["Ctrl B", "⌘ B"]],
  ["italic", ["Ctrl I", "⌘ I"]],
  ["help", ["?"]],
];

/** @param {{shown: boolean, preferences: Preferences, onClose: () => void}} props */
export function ShortcutsDialog({ shown, preferences, onClose }) {
  const dialog = useModal(shown);

  return html`
    <dialog class="dialog" ref=${dialog} aria-labelledby="shortcuts-title" onClose=${onClose}>
      <header class="dialog-header">
        <h2 id="shortcuts-title">${t("shortcuts.title")}</h2>
        <${IconButton} label=${t("shortcuts.close")} icon=${CloseIcon} onClick=${onClose} />
      </header>
      <dl class="keys">
        ${KEYS.map(
          ([name, keys]) => html`
            <div>
              <dt>${t(`shortcuts.${name}`)}</dt>
              <dd>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dd>
            </div>
          `,
        )}
      </dl>
      <${SingleKeys} preferences=${preferences} />
    </dialog>
  `;
}

/** @param {{preferences: Preferences}} props */
function SingleKeys({ preferences }) {
  const [on, setOn] = useState(preferences.singleKeys);
  const change = (/** @type {TargetedEvent<HTMLInputElement>} */ { currentTarget }) => {
    preferences.setSingleKeys(currentTarget.checked);
    setOn(currentTarget.checked);
  };
  return html`
    <label class="switch">
      <input type="checkbox" role="switch" checked=${on} onChange=${change} aria-describedby="single-keys-hint" />
      <span>${t("shortcuts.single_keys")}</span>
      <small id="single-keys-hint">${t("shortcuts.single_keys_hint")}</small>
    </label>
  `;
}

/**
 * Asks an admin who signs out before all replies are sent: unsent replies must not stay in the browser. Initially
 * focuses the button that discards nothing. Once the last reply is sent, it signs out without an answer.
 * @param {{shown: boolean, count: number, onStay: () => void, onDiscard: () => void}} props
 */
export function UnsentDialog({ shown, count, onStay, onDiscard }) {
  const dialog = useModal(shown);
  useEffect(() => {
    if (shown && count === 0) onDiscard();
  }, [shown, count]);

  return html`
    <dialog
      class="dialog"
      role="alertdialog"
      ref=${dialog}
      aria-labelledby="unsent-title"
      aria-describedby="unsent-text"
      onClose=${onStay}
    >
      <header class="dialog-header"><h2 id="unsent-title">${t("unsent.title", { count })}</h2></header>
      <p class="dialog-text" id="unsent-text">${t("unsent.text")}</p>
      <div class="dialog-actions">
        <button class="button" type="button" onClick=${onDiscard}>${t("unsent.discard")}</button>
        <button class="button button-primary" type="button" autofocus onClick=${onStay}>
          ${t("unsent.stay")}
        </button>
      </div>
    </dialog>
  `;
}
