/** The panel's file, beside the script's. A build for a site that is deployed puts its content's hash into the name. */
export const PANEL = "panel.js";
