/** The file of the greeting bubble, next to the launch part's. A build for deployment replaces this file: there the name has a hash. */
export const BUBBLE = "bubble.js";
