import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { IconButton } from "../controls/buttons.js";

const KEYS = [
  ["next", ["↓", "J"]],
  ["previous", ["↑", "K"]],
  ["ends", ["Home", "End"]],
  ["open", ["Enter"]],
  ["back", ["Esc"]],
  ["send", ["Enter"]],
  ["line", ["Shift Enter"]],
  ["help", ["?"]],
];

/** A native modal: the browser keeps the focus inside, closes it on Esc and gives the focus back. */
export function ShortcutsDialog({ shown, preferences, onClose }) {
  const dialog = useRef(null);
  useEffect(() => {
    if (shown) dialog.current.showModal();
    else dialog.current.close();
  }, [shown]);

  return html`
    <dialog class="dialog" ref=${dialog} aria-labelledby="shortcuts-title" onClose=${onClose}>
      <header class="dialog-header">
        <h2 id="shortcuts-title">${t("shortcuts.title")}</h2>
        <${IconButton} label=${t("shortcuts.close")} icon=${CloseIcon} onClick=${onClose} />
      </header>
      <dl class="keys">
        ${KEYS.map(
          ([what, keys]) => html`
            <div>
              <dt>${t(`shortcuts.${what}`)}</dt>
              <dd>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dd>
            </div>
          `,
        )}
      </dl>
      <${SingleKeys} preferences=${preferences} />
    </dialog>
  `;
}

function SingleKeys({ preferences }) {
  const [on, setOn] = useState(preferences.singleKeys);
  const change = (event) => {
    preferences.setSingleKeys(event.target.checked);
    setOn(event.target.checked);
  };
  return html`
    <label class="switch">
      <input type="checkbox" role="switch" checked=${on} onChange=${change} aria-describedby="single-keys-hint" />
      <span>${t("shortcuts.single_keys")}</span>
      <small id="single-keys-hint">${t("shortcuts.single_keys_hint")}</small>
    </label>
  `;
}
