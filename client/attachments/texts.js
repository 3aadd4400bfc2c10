import { createTranslate } from "../ui/translate.js";

/** @type {import("../ui/translate.js").Texts} */
export const enAttachments = {
  "files.attach": "Attach files",
  "files.remove": "Remove {name}",
  "files.cancel": "Cancel",
  "files.chosen": "Attached files",
  "files.uploading": "Uploading",
  "files.download": "Download {name}",
  "files.too_many": "A message can have up to 10 files.",
  "files.too_large": "{name} is larger than {most}.",
  "files.type": "Files like {name} can't be sent here.",
  "files.empty": "{name} is empty.",
  "files.failed": "This failed. Please try again.",
  "files.problem.upload_blocked": "This page doesn't allow uploads.",
  "files.problem.attachment_type_wrong": "A file isn't what its name says.",
  "files.problem.attachment_too_large": "A file is too large.",
  "files.problem.attachments_off": "Files can't be sent here.",
  "files.problem.file_lost": "These files are gone. Please attach them again.",
};

export const t = createTranslate(enAttachments);
