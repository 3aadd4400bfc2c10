/** @import { Plugin } from "esbuild" */

const LATER = "later";

/**
 * Keeps what the dashboard loads first in one file. esbuild puts modules into a file of their own for each set of entry
 * points that need them, and every `import()` is an entry point. So the first load would be split into as many files as
 * there are such sets, and small files are compressed badly. Here each `import()` also imports the whole first load, which
 * the page has by then: one set has it all.
 * @param {string} root the folder of the sources @param {string} first what is loaded first, such as "./admin_static/dashboard.js"
 * @returns {Plugin}
 */
export const oneFirstPart = (root, first) => ({
  name: "one-first-part",
  setup(build) {
    build.onResolve({ filter: /^\./ }, async ({ kind, path, importer, resolveDir }) => {
      if (kind !== "dynamic-import") return null;
      const found = await build.resolve(path, { kind: "import-statement", importer, resolveDir });
      return found.errors.length > 0 ? found : { path: found.path, namespace: LATER };
    });
    build.onLoad({ filter: /.*/, namespace: LATER }, ({ path }) => ({
      contents: `import ${JSON.stringify(first)};\nexport * from ${JSON.stringify(path)};`,
      resolveDir: root,
    }));
  },
});
