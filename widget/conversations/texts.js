import { createTranslate } from "../../client/ui/translate.js";
import { enSeveral } from "../menu/several_texts.js";

/** @type {import("../../client/ui/translate.js").Texts} */
export const enConversations = {
  "conversations.back": "Back to the conversation",
  "conversations.you": "You: {text}",
  "conversations.unsent": "Not sent yet",
  "conversations.more": "These are your latest conversations. Older ones are not shown.",
  "conversations.loading": "Loading your conversations",
  "conversations.again": "Try again",
  "conversations.opened": "Conversation: {text}",
};

export const t = createTranslate({ ...enSeveral, ...enConversations });
