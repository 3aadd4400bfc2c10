/** @import {FaqEntry} from "../../../client/wire" */
/** @import {TextDraft} from "./draft.js" */
/** @import {FaqCalls} from "./faq_section.js" */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { formattedBody } from "../../../client/ui/formatted_body.js";
import { html } from "../../../client/ui/html.js";
import { linkedText } from "../../../client/ui/message.js";
import { Field } from "../../controls/fields.js";
import { RowButton } from "../controls/card.js";
import { Dialog } from "../controls/dialog.js";
import { LANGUAGES, nameOf } from "../controls/languages.js";
import { errorText, useAction } from "../controls/requests.js";
import {
  ANSWER_CHARACTERS,
  cleaned,
  draftOf,
  emptyText,
  lacks,
  MOST_LANGUAGES,
  QUESTION_CHARACTERS,
} from "./draft.js";

/** @typedef {{currentTarget: HTMLInputElement}} Typed */

/**
 * Adds a question, or changes one, one language at a time, with what visitors will see below.
 * @param {{
 *   entry: FaqEntry | null, language: string, bot: string, calls: FaqCalls, onSaved: (entry: FaqEntry) => void,
 *   onClose: () => void,
 * }} props `entry`: null for a new one; `language`: the site's; `bot`: its name
 */
export function EntryDialog({ entry, language, bot, calls, onSaved, onClose }) {
  const [draft, setDraft] = useState(() => draftOf(entry, language));
  const [shown, setShown] = useState(draft.texts[0].language);
  const [missing, setMissing] = useState(/** @type {ReturnType<typeof lacks>} */ (null));
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const text = draft.texts.find((each) => each.language === shown) ?? draft.texts[0];
  const left = LANGUAGES.filter((each) => !draft.texts.some((known) => known.language === each));
  const saving = useAction(async () => {
    const sent = cleaned(draft);
    onSaved(entry ? await calls.changeEntry(entry.id, sent) : await calls.addEntry(sent));
  });
  useLayoutEffect(() => {
    const field = missing && form.current?.elements.namedItem(missing.field);
    if (field instanceof HTMLElement) field.focus();
  }, [missing]);

  const edit = (/** @type {Partial<TextDraft>} */ changes) => {
    setMissing(null);
    setDraft({
      ...draft,
      texts: draft.texts.map((each) => (each === text ? { ...each, ...changes } : each)),
    });
  };
  const add = (/** @type {{currentTarget: HTMLSelectElement}} */ { currentTarget: { value } }) => {
    setDraft({ ...draft, texts: [...draft.texts, emptyText(value)] });
    setShown(value);
  };
  const removeText = () => {
    const texts = draft.texts.filter((each) => each !== text);
    setDraft({ ...draft, texts });
    setShown(texts[0].language);
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = lacks(draft);
    setMissing(found);
    if (found) setShown(found.language);
    else saving.run();
  };
  const problemOf = (/** @type {"question" | "answer" | "keywords"} */ field) =>
    missing?.field === field && missing.language === text.language ? t(`faq_lacks.${field}`) : undefined;
  const removable = draft.texts.length > 1;

  return html`
    <${Dialog} title=${t(entry ? "faq.edit_title" : "faq.add_title")} onClose=${onClose}>
      <form class="form faq-form" ref=${form} onSubmit=${submit} novalidate>
        <div class="form-fields">
          <div class="faq-languages" role="group" aria-label=${t("faq.languages")}>
            ${draft.texts.map(
              ({ language: each }) => html`
                <button
                  type="button"
                  class="button button-small"
                  key=${each}
                  aria-pressed=${each === text.language}
                  onClick=${() => setShown(each)}
                >
                  ${nameOf(each)}
                </button>
              `,
            )}
            ${
              draft.texts.length < MOST_LANGUAGES &&
              html`
                <select class="input faq-add-language" aria-label=${t("faq.add_language")} value="" onChange=${add}>
                  <option value="">${t("faq.add_language")}</option>
                  ${left.map((each) => html`<option key=${each} value=${each}>${nameOf(each)}</option>`)}
                </select>
              `
            }
          </div>
          <${Field}
            label=${t("faq.question")}
            name="question"
            maxlength=${QUESTION_CHARACTERS}
            lang=${text.language}
            value=${text.question}
            problem=${problemOf("question")}
            onInput=${(/** @type {Typed} */ { currentTarget }) => edit({ question: currentTarget.value })}
          />
          <${Field}
            as="textarea"
            label=${t("faq.answer")}
            hint=${t("faq.answer_hint")}
            name="answer"
            rows="4"
            maxlength=${ANSWER_CHARACTERS}
            lang=${text.language}
            value=${text.answer}
            problem=${problemOf("answer")}
            onInput=${(/** @type {Typed} */ { currentTarget }) => edit({ answer: currentTarget.value })}
          />
          <${Field}
            label=${t("faq.keywords")}
            hint=${t("faq.keywords_hint")}
            name="keywords"
            lang=${text.language}
            value=${text.keywords}
            problem=${problemOf("keywords")}
            onInput=${(/** @type {Typed} */ { currentTarget }) => edit({ keywords: currentTarget.value })}
          />
          ${
            removable &&
            html`<div>
              <${RowButton}
                label=${t("faq.remove_language", { language: nameOf(text.language) })}
                text=${t("faq.remove_language", { language: nameOf(text.language) })}
                onClick=${removeText}
              />
            </div>`
          }
          <label class="switch card-switch faq-suggested">
            <input
              type="checkbox"
              role="switch"
              checked=${draft.suggested}
              onChange=${(/** @type {Typed} */ { currentTarget }) => setDraft({ ...draft, suggested: currentTarget.checked })}
            />
            <span>${t("faq.suggested")}</span>
            <small>${t("faq.suggested_hint")}</small>
          </label>
          <${AnswerPreview} text=${text} bot=${bot} />
        </div>
        <footer class="form-footer">
          <p class="form-status" role="status" data-problem=${Boolean(saving.error)}>
            ${saving.error && errorText(saving.error)}
          </p>
          <button class="button button-primary" type="submit" aria-disabled=${saving.busy}>
            ${saving.busy ? t("settings.saving") : t(entry ? "settings.save" : "faq.add")}
          </button>
        </footer>
      </form>
    <//>
  `;
}

/** The question and its answer as the chat shows them. @param {{text: TextDraft, bot: string}} props */
function AnswerPreview({ text, bot }) {
  const body = text.answer.trim() || t("faq.preview_answer");
  const answer = /** @type {Parameters<typeof formattedBody>[0]} */ ({ sender_type: "bot", body });
  return html`
    <section class="faq-preview" aria-label=${t("faq.preview")}>
      <div class="pl-message" data-mine="true" data-first="true" data-last="true">
        <div class="pl-message-main">
          <div class="pl-bubble" dir="auto">${text.question.trim() || t("faq.preview_question")}</div>
        </div>
      </div>
      <div class="pl-message" data-type="bot" data-first="true" data-last="true">
        <div class="pl-message-main">
          <p class="pl-author"><bdi>${bot} (${t("message.bot")})</bdi></p>
          <div class="pl-bubble" dir="auto">${formattedBody(answer, linkedText)}</div>
        </div>
      </div>
    </section>
  `;
}
