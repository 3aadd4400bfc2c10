/** @import {EditorProps} from "./widget_section.js" */
/** @import {Welcome} from "./draft.js" */
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Card, RowButton } from "../controls/card.js";
import { LANGUAGES, nameOf } from "../controls/languages.js";
import { MOST_WELCOMES, missing } from "./draft.js";

/** @param {EditorProps} props */
export function WelcomeCard({ draft: { look, language }, edit, onLanguage, site }) {
  const change = (/** @type {string} */ of, /** @type {Partial<Welcome>} */ changes) =>
    edit({ welcome: look.welcome.map((each) => (each.language === of ? { ...each, ...changes } : each)) });
  const add = (/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => {
    edit({ welcome: [...look.welcome, { language: currentTarget.value, title: "", text: "" }] });
    currentTarget.value = "";
  };
  const others = LANGUAGES.includes(language) ? LANGUAGES : [...LANGUAGES, language];

  return html`
    <${Card} title=${t("welcome.title")} text=${t("welcome.text")}>
      <div class="form-fields">
        <${Field}
          label=${t("welcome.team_name")}
          hint=${t("welcome.team_hint")}
          name="team_name"
          maxlength="80"
          placeholder=${site.name}
          value=${look.team_name}
          onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => edit({ team_name: currentTarget.value })}
        />
        <${Field}
          as="select"
          label=${t("welcome.language")}
          hint=${t("welcome.language_hint")}
          name="language"
          value=${language}
          onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget }) => onLanguage(currentTarget.value)}
        >
          ${others.map((each) => html`<option key=${each} value=${each}>${nameOf(each)}</option>`)}
        <//>
        ${look.welcome.map(
          (welcome) => html`
            <fieldset class="welcome" key=${welcome.language}>
              <legend>${t("welcome.of", { language: nameOf(welcome.language) })}</legend>
              <${Field}
                label=${t("welcome.heading")}
                name=${`title_${welcome.language}`}
                maxlength="120"
                lang=${welcome.language}
                placeholder=${site.greeting}
                value=${welcome.title}
                onInput=${(/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => change(welcome.language, { title: currentTarget.value })}
              />
              <${Field}
                as="textarea"
                label=${t("welcome.body")}
                name=${`text_${welcome.language}`}
                rows="2"
                maxlength="500"
                lang=${welcome.language}
                value=${welcome.text}
                onInput=${(/** @type {{currentTarget: HTMLTextAreaElement}} */ { currentTarget }) => change(welcome.language, { text: currentTarget.value })}
              />
              <${RowButton}
                label=${t("welcome.remove", { language: nameOf(welcome.language) })}
                text=${t("welcome.remove_short")}
                onClick=${() => edit({ welcome: look.welcome.filter((each) => each !== welcome) })}
              />
            </fieldset>
          `,
        )}
        ${
          look.welcome.length < MOST_WELCOMES &&
          html`
            <${Field} as="select" label=${t("welcome.add")} name="add_language" value="" onChange=${add}>
              <option value="">${t("welcome.choose")}</option>
              ${missing(look.welcome, others).map(
                (each) => html`<option key=${each} value=${each}>${nameOf(each)}</option>`,
              )}
            <//>
          `
        }
      </div>
    <//>
  `;
}
