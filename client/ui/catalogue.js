/** @import {Texts} from "./translate.js" */
import { createTranslate } from "./translate.js";

/** The texts of the views that both pages share. @type {Texts} */
export const en = {
  "message.log": "Messages",
  "message.today": "Today",
  "message.yesterday": "Yesterday",
  "message.you": "You",
  "message.bot": "Bot",
  "message.sending": "Sending",
  "message.sent": "Sent",
  "message.read": "Read",
  "message.failed": "Not sent",
  "message.new": { one: "{count} new message", other: "{count} new messages" },
  "message.latest": "Latest messages",
  "message.write": "Write a message",
  "message.placeholder": "Write a message…",
  "message.send": "Send message",
  "message.left": { one: "{count} character left", other: "{count} characters left" },
  "message.over": { one: "{count} character over the limit", other: "{count} characters over the limit" },
  "message.too_long": "This message is too long to send.",

  "connection.connecting": "Connecting…",
  "connection.offline": "You're offline. Messages will be sent when you reconnect.",
  "connection.busy": "We're very busy. Messages will be sent in a moment.",
  "connection.behind": "Loading new messages…",
};

const texts = { ...en };

/** Every text on screen. `params.count` picks the plural. */
export const t = createTranslate(texts);

/** Each page adds its own texts, so that the other page does not load them. @param {Texts} more */
export function addTexts(more) {
  Object.assign(texts, more);
}
