/** The file that a long conversation needs, next to the panel's. A build for deployment replaces this file: there the name has a hash. */
export const LONG_LOG = "long_log.js";
