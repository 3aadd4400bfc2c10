// All that an inbox does not need, in one file, fetched when some of it is wanted.
export { LinkPage } from "../links/link_page.js";
export { EraseDialog } from "../privacy/erase_dialog.js";
export { Settings } from "../settings/settings.js";
