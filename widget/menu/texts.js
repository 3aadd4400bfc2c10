import { createTranslate } from "../../client/ui/translate.js";
import { enSeveral } from "./several_texts.js";

/** @type {import("../../client/ui/translate.js").Texts} */
export const enMenu = {
  "menu.open": "More options",
  "menu.download": "Download the conversation",
  "menu.mail": "Send the conversation to {email}",
  "menu.mailed": "The conversation is on its way to {email}.",
  "menu.failed": "This could not be sent. Please try again later.",
  "transcript.title": "Conversation with {name}",
  "closing.closed": "This conversation was closed",
  "rating.title": "How was this conversation?",
  "rating.1": "Very bad",
  "rating.2": "Bad",
  "rating.3": "Okay",
  "rating.4": "Good",
  "rating.5": "Very good",
  "rating.thanks": "Thank you for your rating!",
  "rating.comment": "Comment (optional)",
};

export const t = createTranslate({ ...enMenu, ...enSeveral });
