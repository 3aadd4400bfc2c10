/** The file of the visitor's list of conversations, next to the extras'. A build for deployment replaces this file: there the name has a hash. */
export const CONVERSATIONS = "conversations.js";
