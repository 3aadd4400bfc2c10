/**
 * The texts of the list of keyboard shortcuts.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enShortcuts = {
  "shortcuts.title": "Keyboard shortcuts",
  "shortcuts.close": "Close",
  "shortcuts.then": "then",
  "shortcuts.or": "or",
  "shortcuts.reply": "Text box",
  "shortcuts.row": "Next or previous row of the list",
  "shortcuts.ends": "First or last row of the list",
  "shortcuts.open": "Open the conversation",
  "shortcuts.send": "Send the reply",
  "shortcuts.canned": "Canned reply, at the start of the text",
  "shortcuts.line": "New line in the reply",
  "shortcuts.bold": "Bold text, like **this**",
  "shortcuts.italic": "Italic text, like _this_",
  "shortcuts.single_keys": "Single-key shortcuts",
  "shortcuts.single_keys_hint":
    "Letters, signs and pairs of letters, such as E or ?. Turn them off if you use dictation or press keys by accident.",
};
