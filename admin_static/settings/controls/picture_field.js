/** @import {ComponentChildren} from "preact" */
import { useEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { enPictures } from "../../catalogue/en_pictures.js";
import { errorText, useAction } from "./requests.js";
import { pictureIn, smallPicture } from "./small_picture.js";

addTexts(enPictures);

/**
 * A picture that is chosen, dropped or pasted, and cut to a small square here.
 * @param {{
 *   label: string, heading?: ComponentChildren, hint: string, picture: string | null | undefined, shown: ComponentChildren,
 *   onChosen: (content: string) => Promise<unknown>, onRemove: () => Promise<unknown>,
 * }} props `heading`: shown in place of the label; `picture`: the name of its file; `shown`: what people see; `onChosen`: stores it, in base64
 */
export function PictureField({ label, heading, hint, picture, shown, onChosen, onRemove }) {
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const [over, setOver] = useState(false);
  const action = useAction(async (/** @type {Blob | null} */ file) =>
    file ? onChosen(await smallPicture(file)) : onRemove(),
  );
  const take = (/** @type {DataTransfer | null} */ given, /** @type {Event} */ event) => {
    const file = pictureIn(given);
    if (!file) return;
    event.preventDefault();
    action.run(file);
  };

  useEffect(() => {
    // Anywhere on the page, because only text boxes get the focus for pasting.
    const onPaste = (/** @type {ClipboardEvent} */ event) => take(event.clipboardData, event);
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [onChosen]);

  const onDrop = (/** @type {DragEvent} */ event) => {
    setOver(false);
    take(event.dataTransfer, event);
  };
  const onDragOver = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    setOver(true);
  };
  const remove = () => {
    button.current?.focus(); // this button goes with the picture
    action.run(null);
  };

  return html`
    <div
      class="picture-field"
      role="group"
      aria-label=${label}
      data-over=${over}
      onDragOver=${onDragOver}
      onDragLeave=${() => setOver(false)}
      onDrop=${onDrop}
    >
      ${shown}
      <div class="picture-main">
        ${heading ?? html`<p class="picture-label">${label}</p>`}
        <p class="picture-hint">${hint} ${t("picture.hint")}</p>
        <div class="picture-actions">
          <button class="button button-small" type="button" ref=${button} onClick=${() => input.current?.click()}>
            ${picture ? t("picture.replace") : t("picture.choose")}
          </button>
          ${picture && html`<button class="button button-small" type="button" onClick=${remove}>${t("picture.remove")}</button>`}
          <input
            type="file"
            accept="image/*"
            hidden
            ref=${input}
            onChange=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => {
              const file = currentTarget.files?.[0];
              currentTarget.value = ""; // the same file can be chosen again
              if (file) action.run(file);
            }}
          />
        </div>
        <p class="picture-status" role="status" data-problem=${Boolean(action.error)}>
          ${action.busy && t("picture.saving")}${action.error && errorText(action.error)}
          ${action.done && t(picture ? "picture.saved" : "picture.removed")}
        </p>
      </div>
    </div>
  `;
}
