/** @import {EditorProps} from "./widget_section.js" */
/** @import {Bubble} from "./draft.js" */
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Card, RowButton } from "../controls/card.js";
import { LANGUAGES, nameOf } from "../controls/languages.js";
import { bounded } from "./cards.js";
import { MOST_BUBBLES } from "./draft.js";

const MOST_SECONDS = 600;

/** @typedef {{currentTarget: HTMLInputElement}} Typed */

/** Greetings beside the launcher. @param {EditorProps} props */
export function BubblesCard({ draft: { look }, edit }) {
  const { bubbles } = look;
  const change = (/** @type {number} */ index, /** @type {Partial<Bubble>} */ changes) =>
    edit({ bubbles: bubbles.map((each, at) => (at === index ? { ...each, ...changes } : each)) });
  const add = () => edit({ bubbles: [...bubbles, { text: "", language: "", paths: [], delay_seconds: 5 }] });
  const moveUp = (/** @type {number} */ index) => {
    const moved = [...bubbles];
    moved.splice(index - 1, 0, ...moved.splice(index, 1));
    edit({ bubbles: moved });
  };

  return html`
    <${Card} title=${t("bubbles.title")} text=${t("bubbles.text")}>
      <div class="form-fields">
        ${bubbles.map(
          (bubble, index) => html`
            <fieldset class="welcome" key=${index}>
              <legend>${t("bubbles.number", { number: index + 1 })}</legend>
              <${Field}
                as="textarea"
                label=${t("bubbles.words")}
                name=${`bubble_${index}`}
                rows="2"
                maxlength="200"
                value=${bubble.text}
                onInput=${(/** @type {Typed} */ { currentTarget }) => change(index, { text: currentTarget.value })}
              />
              <div class="form-grid">
                <${Field}
                  as="select"
                  label=${t("bubbles.language")}
                  name=${`bubble_language_${index}`}
                  value=${bubble.language}
                  onChange=${(/** @type {Typed} */ { currentTarget }) => change(index, { language: currentTarget.value })}
                >
                  <option value="">${t("bubbles.any")}</option>
                  ${LANGUAGES.map((each) => html`<option key=${each} value=${each}>${nameOf(each)}</option>`)}
                <//>
                <${Field}
                  label=${t("bubbles.delay")}
                  name=${`bubble_delay_${index}`}
                  type="number"
                  min="0"
                  max=${MOST_SECONDS}
                  unit=${t("bubbles.seconds")}
                  value=${bubble.delay_seconds}
                  onInput=${(/** @type {Typed} */ { currentTarget }) => change(index, { delay_seconds: bounded(currentTarget.value, MOST_SECONDS) })}
                />
              </div>
              <${Field}
                as="textarea"
                label=${t("bubbles.paths")}
                hint=${t("bubbles.paths_hint")}
                name=${`bubble_paths_${index}`}
                rows="2"
                spellcheck=${false}
                value=${bubble.paths.join("\n")}
                onInput=${(/** @type {Typed} */ { currentTarget }) => change(index, { paths: currentTarget.value.split("\n") })}
              />
              <div class="bubble-actions">
                ${
                  index > 0 &&
                  html`<${RowButton}
                    label=${t("bubbles.up_number", { number: index + 1 })}
                    text=${t("bubbles.up")}
                    onClick=${() => moveUp(index)}
                  />`
                }
                <${RowButton}
                  label=${t("bubbles.remove_number", { number: index + 1 })}
                  text=${t("bubbles.remove")}
                  onClick=${() => edit({ bubbles: bubbles.filter((each) => each !== bubble) })}
                />
              </div>
            </fieldset>
          `,
        )}
        <div>
          <button class="button" type="button" disabled=${bubbles.length >= MOST_BUBBLES} onClick=${add}>
            ${t("bubbles.add")}
          </button>
        </div>
      </div>
    <//>
  `;
}
