/**
 * The texts of the settings' section about the bot.
 * @type {import("../../client/ui/translate.js").Texts}
 */
export const enFaq = {
  "problem.texts_invalid": "One of these texts is not allowed. Check their lengths and the keywords.",
  "problem.faq_full": "There is no room for more. Shorten or remove some questions first.",
  "problem.faq_entry_not_found": "Somebody else has removed this question.",

  "faq.bot_title": "Bot",
  "faq.bot_text":
    "It answers your visitors' questions at once, until they ask for a person or one of you writes. You are alerted when it has no answer.",
  "faq.enabled": "Answer visitors' questions",
  "faq.enabled_hint": "While this is off, visitors see none of the questions below.",
  "faq.name": "Name",
  "faq.name_hint": "Stands above its answers, marked as a bot.",
  "faq.questions_title": "Questions",
  "faq.questions_text":
    "The chat suggests them in this order, in the visitor's language. A typed message is answered if it contains their keywords.",
  "faq.none": "There are no questions yet. The bot is silent until you add one.",
  "faq.full": "A site has at most 60 questions.",
  "faq.add": "Add a question",
  "faq.add_title": "Add a question",
  "faq.edit_title": "Change the question",
  "faq.languages": "Languages",
  "faq.add_language": "Add a language",
  "faq.remove_language": "Remove {language}",
  "faq.question": "Question",
  "faq.answer": "Answer",
  "faq.answer_hint": "Bold, italic, lists, code and links work as in your replies.",
  "faq.keywords": "Keywords",
  "faq.keywords_hint":
    "Separated by commas. Case and accents make no difference: delivery, shipping, how long",
  "faq.suggested": "Suggest this question",
  "faq.suggested_hint": "The chat shows it before the visitor writes.",
  "faq_lacks.question": "Enter the question.",
  "faq_lacks.answer": "Enter the answer.",
  "faq_lacks.keywords": "Enter at most 20 keywords of up to 40 characters.",
  "faq.preview": "Preview",
  "faq.preview_question": "Your question",
  "faq.preview_answer": "Your answer",
  "faq.not_suggested": "Not suggested",
  "faq.up": "Up",
  "faq.up_named": "Move up: {question}",
  "faq.down": "Down",
  "faq.down_named": "Move down: {question}",
  "faq.edit": "Edit",
  "faq.edit_named": "Edit: {question}",
  "faq.remove": "Remove",
  "faq.remove_named": "Remove: {question}",
  "faq.remove_title": "Remove this question? {question}",
  "faq.remove_text": "Answers that visitors have received stay in their conversations.",
};
