import { createTranslate, shared } from "../ui/translate.js";

/** @type {import("../ui/translate.js").Texts} */
export const enChanges = {
  "changes.menu": "Edit or delete this message",
  "changes.edit": "Edit",
  "changes.delete": "Delete",
  "changes.confirm": "Delete this message for everyone?",
  "changes.box": "Edit your message",
  "changes.edited": "edited",
  "changes.deleted": "Message deleted",
  "changes.too_late": "This message is too old to be changed.",
  "changes.failed": "The change wasn't saved.",
};

export const t = createTranslate(enChanges);

/** Texts of other parts, which are translated there. */
export const cancelText = () => shared("contact.cancel", "Cancel");
export const saveText = () => shared("contact.save", "Save");
export const retryText = () => shared("message.retry", "Try again");
export const discardText = () => shared("message.discard", "Discard");
