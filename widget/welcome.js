/** @import {PageFile} from "../client/wire" */

/**
 * The site's own words in the first of these languages that it has.
 * @param {Partial<PageFile>} file
 * @param {unknown[]} tags anything: pages write them
 */
export const welcomeIn = ({ welcome = {} }, tags) =>
  tags
    .map((tag) => String(tag).toLowerCase().replace(/_/g, "-"))
    .flatMap((tag) => [tag, tag.split("-")[0]])
    .map((tag) => welcome[tag])
    .find(Boolean) ?? {};
