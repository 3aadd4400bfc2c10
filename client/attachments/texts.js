import { createTranslate } from "../ui/translate.js";

/** @type {import("../ui/translate.js").Texts} */
export const enAttachments = {
  "files.attach": "Attach files",
  "files.remove": "Remove {name}",
  "files.chosen": "Attached files",
  "files.download": "Download {name}",
  "files.too_many": "A message can have up to 10 files.",
  "files.too_large": "{name} is larger than {most}.",
  "files.type": "Files like {name} can't be sent here.",
  "files.failed": "This failed. Please try again.",
  "files.problem.upload_blocked": "This page doesn't allow uploads.",
  "files.problem.attachment_type_wrong": "A file isn't what its name says.",
  "files.problem.file_lost": "These files are gone. Please attach them again.",
};

export const t = createTranslate(enAttachments);
