/**
 * The texts of the panel; the views that the dashboard has too have theirs in client/ui/catalogue.js.
 * @type {import("../client/ui/translate.js").Texts}
 */
export const enPanel = {
  "widget.dialog": "Chat with {site}",
  "widget.dialog_unnamed": "Chat",
  "widget.close": "Close chat",
  "widget.state_idle": "Send us a message",
  "widget.state_live": "We'll reply as soon as we can",
  "widget.state_connecting": "Connecting…",
  "widget.state_polling": "Checking for messages",
  "widget.state_offline": "No connection",
  "widget.state_busy": "Busy, trying again",
  "widget.greeting": "Hello! How can we help?",
  "widget.greeting_note": "Write your message below. You'll find this conversation here when you come back.",
  "widget.starting": "Loading the chat",
  "widget.slow": "Taking longer than usual. Still trying…",
  "widget.offline_title": "No connection",
  "widget.offline_note": "You can write now. Your message will be sent when you're back online.",
  "widget.busy_title": "We're very busy right now",
  "widget.busy_note": "You can write now. Your message will be sent in a moment.",
};
