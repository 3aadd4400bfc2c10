/** @import {TargetedEvent} from "preact" */
/** @import {Preferences} from "../controls/shortcuts.js" */
import { useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { CloseIcon } from "../../client/ui/icons.js";
import { enActions } from "../catalogue/en_actions.js";
import { enShortcuts } from "../catalogue/en_shortcuts.js";
import { ACTIONS } from "../controls/actions.js";
import { IconButton } from "../controls/buttons.js";
import { useModal } from "../controls/modal.js";
import { isApple, keyTexts } from "../controls/shortcuts.js";

addTexts(enActions);
addTexts(enShortcuts);

/** @typedef {{text: string, keys: string[]}} Row `keys`: each of them does it */

/** Keys that only act where the focus is. @type {Record<"inbox" | "reply", Row[]>} */
const OF_FOCUS = {
  inbox: [
    { text: "shortcuts.row", keys: ["↓", "↑"] },
    { text: "shortcuts.ends", keys: ["Home", "End"] },
    { text: "shortcuts.open", keys: ["Enter"] },
  ],
  reply: [
    { text: "shortcuts.send", keys: ["Enter"] },
    { text: "shortcuts.canned", keys: ["/"] },
    { text: "shortcuts.line", keys: ["Shift+Enter"] },
    { text: "shortcuts.bold", keys: ["Mod+b"] },
    { text: "shortcuts.italic", keys: ["Mod+i"] },
  ],
};

/** All actions that have a key, by place. @returns {[title: string, rows: Row[]][]} */
export function groups() {
  const of = (/** @type {string} */ wanted) =>
    Object.entries(ACTIONS).flatMap(([id, { place, key }]) =>
      key && place === wanted ? [{ text: `action.${id}`, keys: [key] }] : [],
    );
  return [
    ["place.everywhere", of("everywhere")],
    ["place.inbox", [...of("inbox"), ...OF_FOCUS.inbox]],
    ["place.conversation", of("conversation")],
    ["shortcuts.reply", OF_FOCUS.reply],
  ];
}

/** @param {{shown: boolean, preferences: Preferences, onClose: () => void}} props */
export function ShortcutsDialog({ shown, preferences, onClose }) {
  const dialog = useModal(shown);

  return html`
    <dialog class="dialog keys-dialog" ref=${dialog} aria-labelledby="shortcuts-title" onClose=${onClose}>
      <header class="dialog-header">
        <h2 id="shortcuts-title">${t("shortcuts.title")}</h2>
        <${IconButton} label=${t("shortcuts.close")} icon=${CloseIcon} onClick=${onClose} />
      </header>
      <div class="keys-groups" tabindex="0" role="group" aria-labelledby="shortcuts-title">
        ${groups().map(
          ([title, rows]) => html`
            <section class="keys-group">
              <h3>${t(title)}</h3>
              <dl class="keys">
                ${rows.map(
                  ({ text, keys }) => html`
                    <div>
                      <dt>${t(text)}</dt>
                      <dd dir="ltr">
                        ${keys.map((key, at) => [at > 0 && html`<i>${t("shortcuts.or")}</i>`, html`<${Keys} of=${key} />`])}
                      </dd>
                    </div>
                  `,
                )}
              </dl>
            </section>
          `,
        )}
      </div>
      <${SingleKeys} preferences=${preferences} />
    </dialog>
  `;
}

/** The keys to press, together or one after the other. @param {{of: string}} props */
export function Keys({ of }) {
  const between = of.includes(" ") ? html`<i>${t("shortcuts.then")}</i>` : null;
  return keyTexts(of, isApple()).map((text, at) => [at > 0 && between, html`<kbd>${text}</kbd>`]);
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
