/** @import {PageFile} from "../client/wire" */

const VERSION = 1;
const PATIENCE_MS = 2_000;

/**
 * The site's settings, from a file beside the script. Empty if it is missing, late, unreadable, blocked by the page's
 * policy, or of a later version: then the launcher appears with the defaults.
 * @param {string} url
 * @returns {Promise<Partial<PageFile>>}
 */
export async function readFile(url) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const file = await (await fetch(url, { credentials: "omit", signal })).json();
    return file.version === VERSION ? file : {};
  } catch {
    return {};
  }
}
