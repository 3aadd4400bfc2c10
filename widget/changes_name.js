/** The file of the changes, next to the extras'. A build for deployment replaces this file: there the name has a hash. */
export const CHANGES = "changes.js";
