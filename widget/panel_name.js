/** The panel's file, next to the script's. A build for deployment replaces this file: there the name has a hash. */
export const PANEL = "panel.js";
