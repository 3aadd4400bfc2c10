/**
 * The bot in the widget: it suggests the questions of the site's FAQ, and the server answers what was chosen. Loaded by the
 * extras where the site has a bot.
 * @import {Language} from "../../client/ui/translate.js"
 * @import {ViewMessage} from "../../client/delivery/types"
 * @import {PreactFunctions} from "../extras/preact.js"
 * @import {VisitorState} from "../panel_view.js"
 * @typedef {ReturnType<typeof import("../visitor/visitor.js").createVisitor>} Visitor
 */
import { html } from "../../client/ui/html.js";
import { share } from "../../client/ui/translate.js";
import { provide } from "../extras/preact.js";
import { adopt } from "../style.js";
import css from "./bot.css";
import { choices, questionsIn, waits } from "./suggestions.js";
import { t } from "./texts.js";

/**
 * @param {{
 *   preact: PreactFunctions, language: Language, root: ShadowRoot, visitor: Visitor,
 *   note: (state: VisitorState) => string | undefined, removal: AbortController,
 * }} parts `note`: what the visitor has to do before the first message
 */
export function start({ preact, language, root, visitor, note, removal }) {
  provide(preact);
  share(language);
  removal.signal.addEventListener("abort", adopt(root, css));

  /** The button is gone then: the focus stays near, and opens no keyboard. @param {string} text @param {{question?: string, person?: true}} chosen */
  const send = (text, chosen) => {
    visitor.send(text, undefined, { bot: chosen });
    /** @type {HTMLElement | null} */
    const log = root.querySelector(".pl-log");
    log?.focus();
  };

  return {
    /** An offer's questions are buttons below it. @param {ViewMessage} message */
    body: ({ bot, sender_type }) =>
      sender_type === "bot" && bot?.kind === "offer" ? t("bot.offer") : undefined,

    /** At the end of the log. */
    suggestions() {
      const { state } = visitor;
      const { extras, messages, loaded, phase } = state;
      if (phase !== "ready" || !loaded || note(state)) return null;
      const { questions, person } = choices(
        messages,
        extras?.faq ? questionsIn(extras.faq, language.locale) : [],
      );
      if (waits(messages)) return html`<p class="bot-passed" dir="auto">${t("bot.passed_on")}</p>`;
      return (
        person &&
        html`
          <div class="bot-choices" role="group" aria-label=${t("bot.suggested")} aria-live="off">
            ${questions.map(
              ({ id, question }) => html`
                <button type="button" key=${id} dir="auto" onClick=${() => send(question, { question: id })}>
                  ${question}
                </button>
              `,
            )}
            <button
              type="button"
              class="bot-person"
              key="person"
              onClick=${() => send(t("bot.person_message"), { person: true })}
            >
              ${t("bot.person")}
            </button>
          </div>
        `
      );
    },
  };
}
