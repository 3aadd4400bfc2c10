/** The file that hides the launcher, next to the script's. A build for deployment replaces this file: there the name has a hash. */
export const HOURS = "hours.js";
