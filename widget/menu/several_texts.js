/**
 * About several conversations: of the menu and of the list, which are two files.
 * @type {import("../../client/ui/translate.js").Texts}
 */
export const enSeveral = {
  "conversations.new": "New conversation",
  "conversations.list": "Your conversations",
  "conversations.unread": "Unread",
  "conversations.failed": "This didn't work. Please try again.",
};
