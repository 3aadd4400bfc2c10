/** @import {PageFile} from "../client/wire" */

/**
 * The site's own words in the first of these languages that it has: the page's, the browser's, and the site's.
 * @param {Partial<PageFile>} file
 * @param {readonly string[]} languages
 */
export const welcomeIn = ({ welcome = {}, language = "" }, languages) =>
  [...languages, language]
    .flatMap((tag) => [tag, tag.split("-")[0]])
    .map((tag) => welcome[tag.toLowerCase()])
    .find(Boolean) ?? {};
