/**
 * A language's files, next to the script's: `*` stands for its name, and for its name with `.more`. A build for deployment
 * replaces this file: there the names have a hash.
 */
export const LOCALES = "locales/*.js";
