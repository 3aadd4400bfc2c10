// Everything that the inbox does not need, bundled in one file that is loaded on demand (parts.js).
export { BlockDialog } from "../dialogs/block_dialog.js";
export { LinkDialog } from "../dialogs/link_dialog.js";
export { ConfirmDialog } from "../settings/controls/dialog.js";
export { Settings, sectionsFor } from "../settings/settings.js";
export { ForgotPage } from "../sign_in/forgot_page.js";
export { LinkPage } from "../sign_in/link_page.js";
