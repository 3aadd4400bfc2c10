/**
 * The texts of the palette, but for those that are shown before the rest is loaded.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enPalette = {
  "palette.site": "Switch to {name}",
  "palette.results": "Results",
  "palette.none": "Nothing found for “{typed}”",
  "palette.searching": "Searching…",
  "palette.found": { one: "{count} result", other: "{count} results" },
  "palette.conversations": { one: "{count} conversation", other: "{count} conversations" },
  "palette.settings": "Settings",
  "palette.of_colleague": "Conversations of {name}",
  "palette.assign": "Assign the conversation to {name}",
  "palette_kind.colleague": "Colleagues",
  "palette_kind.recent": "Recent",
  "palette_kind.conversation": "Conversations",
  "palette_kind.person": "People",
  "palette_kind.action": "Actions",
  "palette_kind.page": "Settings",
  "palette_kind.message": "Messages",
};
