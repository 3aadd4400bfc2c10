/**
 * Whether a page's path matches a pattern, in which `*` stands for any text, also with slashes. A slash at the end makes
 * no difference, and neither does how letters outside ASCII are written: "/größe" or "/gr%C3%B6%C3%9Fe".
 * @param {string} pattern
 * @param {string} path
 */
export function matches(pattern, path) {
  const parts = plain(pattern).split("*");
  const expression = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join("[^]*");
  return new RegExp(`^${expression}$`).test(plain(path));
}

/** @param {string} path */
function plain(path) {
  const trimmed = path.replace(/(.)\/$/, "$1");
  try {
    return decodeURI(trimmed);
  } catch {
    return trimmed; // a percent sign that begins no character
  }
}

/**
 * Reports that the page's address has changed without a load: by a router, a link within the page, or Back.
 * @param {Window & typeof globalThis} page
 * @param {() => void} act
 * @param {AbortSignal} [signal] ends it
 */
export function followPaths(page, act, signal) {
  const { navigation } = /** @type {{navigation?: EventTarget}} */ (page);
  if (navigation) return navigation.addEventListener("currententrychange", act, { signal });
  page.addEventListener("popstate", act, { signal });
  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const original = page.history[name];
    page.history[name] = function (...given) {
      original.apply(this, given);
      if (!signal?.aborted) act();
    };
  }
}
