/**
 * The texts of the list of keyboard shortcuts.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enShortcuts = {
  "shortcuts.title": "Keyboard shortcuts",
  "shortcuts.close": "Close",
  "shortcuts.next": "Next conversation",
  "shortcuts.previous": "Previous conversation",
  "shortcuts.ends": "First or last conversation",
  "shortcuts.open": "Open the conversation",
  "shortcuts.back": "Back to the inbox",
  "shortcuts.close_conversation": "Close the conversation, or open it again",
  "shortcuts.send": "Send the reply",
  "shortcuts.line": "New line in the reply",
  "shortcuts.bold": "Bold text, like **this**",
  "shortcuts.italic": "Italic text, like _this_",
  "shortcuts.help": "Show keyboard shortcuts",
  "shortcuts.single_keys": "Single-key shortcuts",
  "shortcuts.single_keys_hint":
    "J, K, E and ?. Turn them off if you use dictation or press keys by accident.",
};
