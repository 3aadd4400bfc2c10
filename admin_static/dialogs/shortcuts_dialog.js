/** @import {TargetedEvent} from "preact" */
/** @import {Preferences} from "../controls/shortcuts.js" */
import { useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { enShortcuts } from "../catalogue/en_shortcuts.js";
import { IconButton } from "../controls/buttons.js";
import { useModal } from "../controls/modal.js";

addTexts(enShortcuts);

/** @type {[name: string, keys: string[]][]} */
const KEYS = [
  ["next", ["↓", "J"]],
  ["previous", ["↑", "K"]],
  ["ends", ["Home", "End"]],
  ["open", ["Enter"]],
  ["back", ["Esc"]],
  ["close_conversation", ["E"]],
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
