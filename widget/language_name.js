/** The file that chooses the language, next to the script's. A build for deployment replaces this file: there the name has a hash. */
export const LANGUAGE = "language.js";
