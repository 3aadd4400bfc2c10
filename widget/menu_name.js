/** The file of the menu, next to the extras'. A build for deployment replaces this file: there the name has a hash. */
export const MENU = "menu.js";
