/** The file of what is rarely wrong, next to the panel's. A build for deployment replaces this file: there the name has a hash. */
export const TROUBLE = "trouble.js";
