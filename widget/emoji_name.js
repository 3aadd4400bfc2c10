/** The file of the emoji, next to the extras'. A build for deployment replaces this file: there the name has a hash. */
export const EMOJI = "emoji.js";
