/**
 * The texts of the canned replies: above the text box, and in the settings.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enCanned = {
  "canned.list": "Canned replies",
  "canned.found": {
    one: "{count} canned reply. Enter inserts it, Esc closes the list.",
    other: "{count} canned replies. Arrow keys choose, Enter inserts, Esc closes the list.",
  },
  "canned.none": "The team has no canned replies yet.",
  "canned.loading": "Loading the canned replies…",
  "canned.failed": "The canned replies could not be loaded.",
  "canned.keys": "Enter inserts, Esc closes",
  "canned.manage": "Manage canned replies",
  "canned.left": "{placeholder} is not filled in. Replace it, or send again to send it as it is.",
};
