/** The file of the attachments, next to the extras'. A build for deployment replaces this file: there the name has a hash. */
export const ATTACHMENTS = "attachments.js";
