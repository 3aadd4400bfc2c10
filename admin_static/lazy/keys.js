// What lists the actions, in a part of its own: an admin who presses a key waits for it.
export { ShortcutsDialog } from "../dialogs/shortcuts_dialog.js";
export { PaletteResults } from "../palette/palette_results.js";
