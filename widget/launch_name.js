/** The file that some sites need before the launcher appears, next to the script's. A build for deployment replaces this
 * file: there the name has a hash. */
export const LAUNCH = "launch.js";
