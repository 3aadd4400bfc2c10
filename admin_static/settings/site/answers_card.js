/** @import {ContactForm} from "../../../client/wire" */
/** @import {SiteCardProps} from "./site_section.js" */
import { useState } from "preact/hooks";
import { ApiError } from "../../../client/delivery/api.js";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";
import { Field } from "../../controls/fields.js";
import { Card } from "../controls/card.js";
import { Form } from "../controls/form.js";

/** @type {ContactForm[]} */
const FORMS = ["offer", "require", "off"];
const MINUTE = 60;

/** How a visitor who has left gets the answer. @param {SiteCardProps} props */
export function AnswersCard({ site, mail, change }) {
  const [form, setForm] = useState(site.contact_form);
  const save = async (/** @type {Record<string, string>} */ { answer_after_seconds: minutes, chat_url }) => {
    if (form === "off") return change({ contact_form: form });
    if (!minutes)
      throw new ApiError(400, { code: "answer_after_seconds_invalid", field: "answer_after_seconds" });
    const answer_after_seconds = Math.round(Number(minutes) * MINUTE);
    return change({ contact_form: form, answer_after_seconds, chat_url: pageOf(chat_url) });
  };

  return html`
    <${Card} title=${t("answers.title")} text=${t("answers.text")}>
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        ${!mail && html`<p class="field-problem">${t("answers.mail_off")}</p>`}
        <fieldset class="choices">
          <legend class="pl-hidden-text">${t("answers.form")}</legend>
          ${FORMS.map(
            (choice) => html`
              <label class="choice" key=${choice}>
                <input
                  type="radio"
                  name="contact_form"
                  checked=${form === choice}
                  onChange=${() => setForm(choice)}
                />
                <span>${t(`contact_form.${choice}`)}</span>
                <small>${t(`contact_form_hint.${choice}`)}</small>
              </label>
            `,
          )}
        </fieldset>
        ${
          form !== "off" &&
          html`
            <div class="form-grid">
              <${Field}
                label=${t("answers.after")}
                unit=${t("answers.minutes")}
                name="answer_after_seconds"
                type="number"
                min="0"
                max="1440"
                step="any"
                defaultValue=${site.answer_after_seconds / MINUTE}
              />
            </div>
            <${Field}
              label=${t("answers.page")}
              hint=${t("answers.page_hint")}
              name="chat_url"
              type="text"
              inputmode="url"
              autocapitalize="none"
              spellcheck=${false}
              maxlength="500"
              placeholder=${startPage(site.origins)}
              defaultValue=${site.chat_url}
            />
          `
        }
      <//>
    <//>
  `;
}

/**
 * The address as the server takes it: https if no scheme was typed, with a path, without a fragment. What is no address
 * is returned as it is, so that the server refuses it.
 * @param {string} typed
 */
export function pageOf(typed) {
  const text = typed.trim();
  if (!text) return "";
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    url.hash = "";
    return url.href;
  } catch {
    return text;
  }
}

/** The page that mails link to where none is chosen: as the server does it. @param {string[]} origins */
export function startPage(origins) {
  const first = origins.find((origin) => /^https?:/.test(origin) && !origin.includes("*"));
  return first ? `${first}/` : "";
}
