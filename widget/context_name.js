/** The file of the visitor context, next to the extras'. A build for deployment replaces this file: there the name has a hash. */
export const CONTEXT = "context.js";
