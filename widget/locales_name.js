/** A language's file, next to the script's: `*` stands for its name. A build for deployment replaces this file: there the names have a hash. */
export const LOCALES = "locales/*.js";
