/** @import {PageBubble} from "../../client/wire" */
import { matches } from "../paths.js";

/**
 * The first bubble for this page and language.
 * @param {PageBubble[]} bubbles
 * @param {string} path
 * @param {string} tag the page's language, otherwise the reader's
 */
export const chosen = (bubbles, path, tag) =>
  bubbles.find(
    ({ language, paths = [] }) =>
      (!language || tagsOf(tag).includes(language.toLowerCase())) &&
      (!paths.length || paths.some((pattern) => matches(pattern, path))),
  );

/** "pt-BR" is for Brazilians, "pt" for all who read Portuguese. @param {string} tag */
function tagsOf(tag) {
  const written = tag.toLowerCase().replace(/_/g, "-");
  return [written, written.split("-")[0]];
}
