/**
 * The texts of a button that copies.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enCopy = {
  "copy.copy": "Copy",
  "copy.copied": "Copied",
  "copy.failed": "Select the text and copy it",
};
