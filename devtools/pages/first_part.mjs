/** @import { Plugin } from "esbuild" */

const LATER = "later";

/**
 * Keeps what the dashboard loads first in one file. esbuild puts modules into a file of their own for each set of entry
 * points that need them, and every `import()` is an entry point. So the first load would be split into as many files as
 * there are such sets, and small files are compressed badly. Here each `import()` also imports the whole first load, which
 * the page has by then: one set has it all. The same way, what several parts share comes with the first of them.
 * @param {string} root the folder of the sources @param {string} first what is loaded first, such as "./admin_static/dashboard.js"
 * @param {() => Promise<string[]>} [sharedByParts] finds the files that several parts share: paths from the root
 * @returns {Plugin}
 */
export const oneFirstPart = (root, first, sharedByParts = () => Promise.resolve([])) => ({
  name: "one-first-part",
  setup(build) {
    /** @type {Promise<string[]>} */
    let shared = Promise.resolve([]);
    build.onStart(() => {
      shared = sharedByParts();
    });
    build.onResolve({ filter: /^\./ }, async ({ kind, path, importer, resolveDir }) => {
      if (kind !== "dynamic-import") return null;
      const found = await build.resolve(path, { kind: "import-statement", importer, resolveDir });
      return found.errors.length > 0 ? found : { path: found.path, namespace: LATER };
    });
    build.onLoad({ filter: /.*/, namespace: LATER }, async ({ path }) => ({
      contents: [first, ...(await shared).map((file) => `./${file}`)]
        .map((file) => `import ${JSON.stringify(file)};\n`)
        .concat(`export * from ${JSON.stringify(path)};`)
        .join(""),
      resolveDir: root,
    }));
  },
});
