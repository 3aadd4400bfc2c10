/**
 * @import {Choice, PageFaq} from "../../client/wire"
 * @import {ViewMessage} from "../../client/delivery/types"
 */

const MOST = 5;

/**
 * The questions in the reader's language; otherwise in the site's, otherwise in any.
 * @param {PageFaq} faq
 * @param {string} locale
 */
export function questionsIn({ language, questions }, locale) {
  const have = Object.keys(questions);
  const wanted = [locale, language].flatMap((tag) => [
    have.find((each) => each.toLowerCase() === tag.toLowerCase()),
    have.find((each) => baseOf(each) === baseOf(tag)),
  ]);
  return questions[wanted.find(Boolean) ?? have[0]] ?? [];
}

/** @param {string} tag */
const baseOf = (tag) => tag.toLowerCase().split("-")[0];

/**
 * What the visitor can choose now: nothing while a message is on its way, or waits for a person. With `person`, they can
 * ask for one.
 * @param {Pick<ViewMessage, "mine" | "body" | "bot" | "sender_type">[]} messages
 * @param {Choice[]} questions
 * @returns {{questions: Choice[], person: boolean}}
 */
export function choices(messages, questions) {
  const last = messages.at(-1);
  if (last && last.sender_type !== "bot") return { questions: [], person: false };
  if (last?.bot?.choices) return { questions: last.bot.choices, person: true };
  const asked = new Set(messages.map(({ mine, body }) => mine && body));
  const left = questions.filter(({ question }) => !asked.has(question)).slice(0, MOST);
  return { questions: left, person: Boolean(last) || left.length > 0 };
}

/**
 * Whether the visitor waits for a person: the bot has passed the conversation on, and nobody of the team has written since.
 * @param {Pick<ViewMessage, "bot" | "sender_type">[]} messages
 */
export const waits = (messages) =>
  messages.findLastIndex(({ bot }) => bot?.kind === "person") >
  messages.findLastIndex(({ sender_type }) => sender_type === "admin" || sender_type === "bot");
