/**
 * A language's files, next to the page: `*` stands for its name, and for its name with the name of a part, such as
 * `de.desk`. The build replaces this file: there the names have a hash.
 */
export const FILES = "locales/*.json";
