/** @type {import("../../client/ui/translate.js").Texts} */
export const enTrouble = {
  "widget.refused_title": "Chat is not available here",
  "widget.refused_note": "Please contact us another way. We're sorry for the inconvenience.",
  "widget.failed_title": "Something went wrong",
  "widget.failed_note": "The chat couldn't be displayed. Your messages are safe.",
  "widget.failed_again": "Try again",
};
