/**
 * The texts of the actions: in the list of keyboard shortcuts, and in the palette.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enActions = {
  "action.help": "Show keyboard shortcuts",
  "action.inbox": "Go to the inbox",
  "action.settings": "Go to the settings",
  "action.back": "Back to the inbox",
  "action.presence": "Show yourself as online or away",
  "action.away": "Show yourself as away",
  "action.online": "Show yourself as online",
  "action.sign_out": "Sign out",
  "action.next": "Next conversation",
  "action.previous": "Previous conversation",
  "action.reply": "Write a reply",
  "action.note": "Write a note for your team",
  "action.assign": "Assign the conversation",
  "action.assign_me": "Assign the conversation to yourself",
  "action.tags": "Change the conversation’s tags",
  "action.snooze": "Snooze the conversation",
  "action.undo": "Undo the last change",
  "action.copy_link": "Copy a link to the conversation",
  "action.save_text": "Save the conversation as text",
  "action.save_json": "Save the messages as JSON",
  "action.print": "Print the conversation",
  "action.close": "Close or reopen the conversation",
  "action.close_closed": "Close the conversation",
  "action.close_open": "Reopen the conversation",
  "action.details": "Show or hide the visitor's details",
  "action.block": "Block the visitor",
  "action.unblock": "Unblock the visitor",
  "action.export": "Export the conversation as JSON",
  "action.erase": "Delete the conversation",

  "place.everywhere": "Everywhere",
  "place.inbox": "Inbox",
  "place.conversation": "Conversation",
};
