/** @import {Look} from "../../../client/wire" */
/** @import {EditorProps} from "./widget_section.js" */
import { useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { addressOf } from "../../controls/face.js";
import { Field } from "../../controls/fields.js";
import { Card } from "../controls/card.js";
import { PictureField } from "../controls/picture_field.js";
import { Segments } from "./choices.js";
import { colourOf, MOST_OFFSET } from "./draft.js";

/** @typedef {{currentTarget: HTMLInputElement}} InputEvent */

// Porchlight's own accent is shown in the picker while the site has none.
const OWN_ACCENT = "#171a2b";
const SUGGESTED = ["#2563eb", "#0f766e", "#15803d", "#b45309", "#dc2626", "#be185d", "#7c3aed", "#111827"];

/** @param {EditorProps} props */
export function ColourCard({ draft: { look }, edit }) {
  return html`
    <${Card} title=${t("colour.title")} text=${t("colour.text")}>
      <div class="form-fields">
        <${Accent} accent=${look.accent} onChange=${(/** @type {string} */ accent) => edit({ accent })} />
        <${Segments}
          legend=${t("colour.scheme")}
          textOf=${(/** @type {string} */ option) => t(`look_mode.${option}`)}
          options=${["auto", "light", "dark"]}
          chosen=${look.scheme}
          onChoose=${(/** @type {Look["scheme"]} */ scheme) => edit({ scheme })}
        />
        <${Segments}
          legend=${t("colour.corners")}
          textOf=${(/** @type {string} */ option) => t(`look_corners.${option}`)}
          options=${["round", "soft", "square"]}
          chosen=${look.corners}
          onChoose=${(/** @type {Look["corners"]} */ corners) => edit({ corners })}
        />
      </div>
    <//>
  `;
}

/** @param {{accent: string, onChange: (accent: string) => void}} props */
function Accent({ accent, onChange }) {
  const [typed, setTyped] = useState(/** @type {string | null} */ (null));
  const choose = (/** @type {string} */ colour) => {
    setTyped(null);
    onChange(colour);
  };
  const type = (/** @type {InputEvent} */ { currentTarget: { value } }) => {
    setTyped(value);
    const colour = value.trim() ? colourOf(value) : "";
    if (colour !== null) onChange(colour);
  };
  const invalid = typed?.trim() && colourOf(typed) === null;

  return html`
    <div class="accent">
      <input
        class="accent-picker"
        type="color"
        aria-label=${t("colour.pick")}
        value=${accent || OWN_ACCENT}
        onInput=${(/** @type {InputEvent} */ { currentTarget }) => choose(currentTarget.value)}
      />
      <${Field}
        label=${t("colour.accent")}
        name="accent"
        spellcheck=${false}
        maxlength="7"
        placeholder=${t("colour.hint")}
        problem=${invalid ? t("colour.invalid") : undefined}
        value=${typed ?? accent}
        onInput=${type}
        onBlur=${() => setTyped(null)}
      />
      <div class="accent-more">
        ${SUGGESTED.map(
          (colour) => html`
            <button
              class="swatch"
              type="button"
              aria-label=${colour}
              aria-pressed=${colour === accent}
              ref=${(/** @type {HTMLElement | null} */ swatch) => swatch?.style.setProperty("--swatch", colour)}
              onClick=${() => choose(colour)}
            ></button>
          `,
        )}
        ${accent && html`<button class="button button-small" type="button" onClick=${() => choose("")}>${t("colour.own")}</button>`}
      </div>
    </div>
  `;
}

/** @param {EditorProps} props */
export function PictureCard({ draft: { look }, edit, storePicture }) {
  return html`
    <${Card} title=${t("look_picture.title")} text=${t("look_picture.text")}>
      <div class="form-fields">
        <${PictureField}
          label=${t("look_picture.label")}
          hint=${t("look_picture.hint")}
          picture=${look.picture}
          shown=${
            look.picture
              ? html`<img class="picture-shown" src=${addressOf(look.picture)} alt="" />`
              : html`<span class="picture-none"></span>`
          }
          onChosen=${async (/** @type {string} */ content) => edit({ picture: await storePicture(content) })}
          onRemove=${async () => edit({ picture: "", icon: look.icon === "picture" ? "bubble" : look.icon })}
        />
      </div>
    <//>
  `;
}

/** @param {EditorProps} props */
export function ButtonCard({ draft: { look }, edit }) {
  return html`
    <${Card} title=${t("button.title")} text=${t("button.text")}>
      <div class="form-fields">
        <${Segments}
          legend=${t("button.side")}
          textOf=${(/** @type {string} */ option) => t(`look_side.${option}`)}
          options=${["start", "end"]}
          chosen=${look.side}
          onChoose=${(/** @type {Look["side"]} */ side) => edit({ side })}
        />
        <div class="form-grid">
          ${
            /** @type {const} */ (["offset_x", "offset_y"]).map(
              (name) => html`
              <${Field}
                key=${name}
                label=${t(`button.${name}`)}
                name=${name}
                type="number"
                min="0"
                max=${MOST_OFFSET}
                unit=${t("button.unit")}
                value=${look[name]}
                onInput=${(/** @type {InputEvent} */ { currentTarget }) => edit({ [name]: bounded(currentTarget.value) })}
              />
            `,
            )
          }
        </div>
        <${Segments}
          legend=${t("button.icon")}
          textOf=${(/** @type {string} */ option) => t(`look_icon.${option}`)}
          options=${["bubble", "question", "envelope", ...(look.picture ? ["picture"] : [])]}
          chosen=${look.icon}
          onChoose=${(/** @type {Look["icon"]} */ icon) => edit({ icon })}
        />
        <${Field}
          label=${t("button.label")}
          hint=${t("button.label_hint")}
          name="label"
          maxlength="24"
          value=${look.label}
          onInput=${(/** @type {InputEvent} */ { currentTarget }) => edit({ label: currentTarget.value })}
        />
      </div>
    <//>
  `;
}

/** @param {string} typed @param {number} [most] */
export const bounded = (typed, most = MOST_OFFSET) =>
  Math.min(Math.max(Math.round(Number(typed) || 0), 0), most);

/** @param {EditorProps} props */
export function PathsCard({ draft: { look }, edit }) {
  const onInput = (/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) =>
    edit({ hidden_paths: currentTarget.value.split("\n") });
  return html`
    <${Card} title=${t("paths.title")} text=${t("paths.text")}>
      <div class="form-fields">
        <${Field}
          as="textarea"
          label=${t("paths.label")}
          hint=${t("paths.hint")}
          name="hidden_paths"
          rows="4"
          spellcheck=${false}
          value=${look.hidden_paths.join("\n")}
          onInput=${onInput}
        />
      </div>
    <//>
  `;
}
