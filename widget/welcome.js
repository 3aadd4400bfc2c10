/** @import {PageFile} from "../client/wire" */

/**
 * The site's own words in the first of these languages that it has: the page's, the browser's, and the site's.
 * @param {Partial<PageFile>} file
 * @param {readonly string[]} languages
 */
export function welcomeIn({ welcome = {}, language = "" }, languages) {
  for (const wanted of [...languages, language]) {
    const tag = wanted.toLowerCase();
    const found = welcome[tag] ?? welcome[tag.split("-")[0]];
    if (found) return found;
  }
  return {};
}
