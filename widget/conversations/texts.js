import { createTranslate, language } from "../../client/ui/translate.js";
import { enSeveral } from "../menu/several_texts.js";

/** @type {import("../../client/ui/translate.js").Texts} */
export const enConversations = {
  "conversations.back": "Back to the conversation",
  "conversations.more": "These are your latest conversations. Older ones are not shown.",
};

/** A text that the panel has too, translated. @param {string} key @param {string} english */
export const shared = (key, english) => /** @type {string} */ (language.texts[key] ?? english);

export const t = createTranslate({ ...enSeveral, ...enConversations });
