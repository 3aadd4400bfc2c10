// Builds a script of the widget. Terser makes esbuild's minified code about 3 % smaller, compressed.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import esbuild from "esbuild";
import { minify } from "terser";

/** @import { BuildOptions } from "esbuild" */

/**
 * Writes the script and its source map.
 * @param {BuildOptions & {outdir: string}} bundle with one entry point
 * @param {{hashed: boolean}} names whether the file's name contains a hash of its content
 * @returns {Promise<string>} the file's name
 */
export async function buildSmallest(bundle, { hashed }) {
  const { outputFiles } = await esbuild.build({ ...bundle, write: false });
  /** @param {string} ending */
  const built = (ending) => {
    const file = outputFiles.find(({ path }) => path.endsWith(ending));
    if (!file) throw new Error(`esbuild built no file that ends with ${ending}.`);
    return file;
  };
  const { code = "", map } = await minify(built(".js").text, {
    module: bundle.format === "esm",
    // To read a property has no effect of its own in any of these scripts, and no function expression is called with
    // `new`.
    compress: {
      passes: 6,
      ecma: 2020,
      inline: 1,
      pure_getters: true,
      hoist_funs: true,
      lhs_constants: false,
      unsafe_arrows: true,
    },
    format: { ecma: 2020 },
    sourceMap: { content: built(".js.map").text },
  });
  const stem = basename(built(".js").path, ".js");
  const name = hashed ? `${stem}-${hashOf(code)}.js` : `${stem}.js`;
  await mkdir(bundle.outdir, { recursive: true });
  await writeFile(join(bundle.outdir, name), code);
  await writeFile(join(bundle.outdir, `${name}.map`), String(map));
  return name;
}

/** @param {string} code */
function hashOf(code) {
  return createHash("sha256").update(code).digest("hex").slice(0, 8).toUpperCase();
}
