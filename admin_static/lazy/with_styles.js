const coming = new Map();

/**
 * What is loaded, once its style sheet is there too.
 * @template T
 * @param {string} href @param {Promise<T>} loading
 * @returns {Promise<T>}
 */
export async function withStyles(href, loading) {
  if (!coming.has(href)) coming.set(href, styles(href));
  const [loaded] = await Promise.all([loading, coming.get(href)]);
  return loaded;
}

function styles(href) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(`${href} did not come`)));
    document.head.append(link);
  });
}
