import { createTranslate } from "../../client/ui/translate.js";

/** @type {import("../../client/ui/translate.js").Texts} */
export const enContact = {
  "contact.offer": "Get the answer by email",
  "contact.email": "Email address",
  "contact.name": "Name",
  "contact.save": "Save",
  "contact.cancel": "Cancel",
  "contact.close": "No, thanks",
  "contact.saved": "Answers also go to {email}",
  "contact.change": "Change",
  "contact.remove": "Remove",
  "contact.stopped": "No emails go to {email}",
  "contact.invalid": "Please enter a complete email address.",
  "contact.failed": "This could not be saved. Please try again.",
  "contact.name_missing": "Please enter your name.",
  "contact.note": "First tell us below how to reach you. Then you can write your message.",
  "contact.before": "Before we start",
  "contact.why": "So that we can answer you if you leave.",
  "contact.start": "Start the chat",
  "typing.one": "{name} is typing…",
};

export const t = createTranslate(enContact);
