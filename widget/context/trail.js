import { followPaths, matches } from "../paths.js";

const MOST = 20;
const MOST_CHARACTERS = 200;

/**
 * @typedef {{url: string | null, index: number}} HistoryEntry
 * @typedef {{entries: () => HistoryEntry[], currentEntry: HistoryEntry | null}} Navigation
 */

/**
 * The site's pages that this tab has shown: from the browser's own history of the tab, which knows those before the chat
 * was opened too; or where the browser does not tell, those since this was called. Never a query or a fragment, and none of
 * the hidden paths.
 * @param {Window} page
 * @param {string[]} hidden patterns
 * @param {AbortSignal} signal ends it
 */
export function followTrail(page, hidden, signal) {
  const { navigation } = /** @type {{navigation?: Navigation}} */ (page);
  /** @param {string} path */
  const isShown = (path) => /^\//.test(path) && !hidden.some((pattern) => matches(pattern, path));
  const here = () => page.location.pathname;
  /** @type {string[]} */
  const seen = [here()];
  if (!navigation) followPaths(/** @type {any} */ (page), () => seen.push(here()), signal);

  /** The browser does not tell the address of a page with a strict referrer policy. */
  const visited = () =>
    navigation
      ? navigation
          .entries()
          .filter(({ url, index }) => url && index <= (navigation.currentEntry?.index ?? index))
          .map(({ url }) => new URL(/** @type {string} */ (url)).pathname)
      : seen;

  return {
    /** Its address; "" if it is hidden, or has none of its own, as a page in a sandboxed frame. */
    page: () => (isShown(here()) && page.location.origin !== "null" ? page.location.origin + here() : ""),
    paths: () =>
      visited()
        .filter(isShown)
        .map((path) => path.slice(0, MOST_CHARACTERS))
        .filter((path, at, all) => path !== all[at - 1])
        .slice(-MOST),
  };
}
