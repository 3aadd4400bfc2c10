import { createTranslate } from "../../client/ui/translate.js";

/** @type {import("../../client/ui/translate.js").Texts} */
export const enBot = {
  "bot.suggested": "Suggested questions",
  "bot.offer": "Is it one of these?",
  "bot.person": "Talk to a person",
  "bot.person_message": "I would like to talk to a person.",
  "bot.passed_on": "The team has your message. Somebody will answer you here.",
};

export const t = createTranslate(enBot);
