/** @import {FaqEntry, FaqText} from "../../../client/wire" */

/** @typedef {Omit<FaqText, "keywords"> & {keywords: string}} TextDraft `keywords`: as typed, with commas or lines between them */
/** @typedef {{texts: TextDraft[], suggested: boolean}} EntryDraft */

export const MOST_ENTRIES = 60; // the server has the same bounds
export const MOST_LANGUAGES = 10;
export const MOST_KEYWORDS = 20;
export const QUESTION_CHARACTERS = 200;
export const ANSWER_CHARACTERS = 1200;

/** @param {string} language @returns {TextDraft} */
export const emptyText = (language) => ({ language, question: "", answer: "", keywords: "" });

/** @param {Pick<FaqEntry, "texts" | "suggested"> | null} entry @param {string} language of a new one @returns {EntryDraft} */
export const draftOf = (entry, language) => ({
  suggested: entry?.suggested ?? true,
  texts: entry
    ? entry.texts.map((text) => ({ ...text, keywords: text.keywords.join(", ") }))
    : [emptyText(language)],
});

/** What is sent: texts without spaces at the ends, and no language in which nothing was written. @param {EntryDraft} draft */
export const cleaned = ({ texts, suggested }) => ({
  suggested,
  texts: texts
    .map(({ language, question, answer, keywords }) => ({
      language,
      question: oneLine(question),
      answer: answer.trim(),
      keywords: keywordsOf(keywords),
    }))
    .filter(({ question, answer, keywords }) => question || answer || keywords.length),
});

/** @param {string} text */
const oneLine = (text) => text.split(/\s+/).join(" ").trim();

/** @param {string} typed */
export const keywordsOf = (typed) => [
  ...new Set(
    typed
      .split(/[,،、，;\n]/)
      .map(oneLine)
      .filter(Boolean),
  ),
];

/**
 * The language of the first text that is not complete, and what it lacks; null if all are complete.
 * @param {EntryDraft} draft
 * @returns {{language: string, field: "question" | "answer" | "keywords"} | null}
 */
export function lacks(draft) {
  const { texts } = cleaned(draft);
  if (texts.length === 0) return { language: draft.texts[0].language, field: "question" };
  for (const { language, question, answer, keywords } of texts) {
    if (!question) return { language, field: "question" };
    if (!answer) return { language, field: "answer" };
    if (keywords.length > MOST_KEYWORDS || keywords.some((each) => [...each].length > 40))
      return { language, field: "keywords" };
  }
  return null;
}

/** The text in the language, otherwise the first one. @param {FaqEntry} entry @param {string} language */
export const shownText = ({ texts }, language) =>
  texts.find((text) => text.language === language) ?? texts[0];

/** The ids after an entry has moved by one place. @param {Pick<FaqEntry, "id">[]} entries @param {string} id @param {-1 | 1} by */
export function moved(entries, id, by) {
  const ids = entries.map((entry) => entry.id);
  const from = ids.indexOf(id);
  const to = Math.min(Math.max(from + by, 0), ids.length - 1);
  ids.splice(to, 0, ...ids.splice(from, 1));
  return ids;
}
