/** The file of the extras, next to the panel's. A build for deployment replaces this file: there the name has a hash. */
export const EXTRAS = "extras.js";
