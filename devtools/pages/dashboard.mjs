// Builds the dashboard's scripts and style sheets.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { minify } from "terser";
import { oneFirstPart } from "./first_part.mjs";
import { sharedByParts } from "./shared_part.mjs";
import { smallStyleSheets } from "./style_sheets.mjs";
import { compiledTemplates } from "./templates.mjs";

/** @import { BuildOptions, BuildResult } from "esbuild" */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * @param {{smallest: boolean}} options `smallest`: takes longer, so a build for developers does without
 * @returns {BuildOptions}
 */
export const dashboardBundle = ({ smallest }) => ({
  entryPoints: [
    "admin_static/app.js",
    "admin_static/app.css",
    "admin_static/later.css",
    "admin_static/reports.css",
  ],
  format: "esm",
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
  metafile: true,
  plugins: [
    ...(smallest ? [smallStyleSheets] : []),
    oneFirstPart(ROOT, "./admin_static/dashboard.js", smallest ? sharedByParts : undefined),
    compiledTemplates,
  ],
});

/**
 * Writes the files and their source maps.
 * @param {BuildOptions} bundle
 */
export async function buildDashboard(bundle) {
  const { files } = await smallestFiles(bundle);
  for (const [path, contents] of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
}

/**
 * The files by their paths. Terser makes the scripts about 3 % smaller, compressed. The hash in a script's name is that of what
 * esbuild built, from which Terser always makes the same.
 * @param {BuildOptions} bundle with external source maps
 * @returns {Promise<{files: Map<string, string>, metafile: NonNullable<BuildResult["metafile"]>}>}
 */
export async function smallestFiles(bundle) {
  const { outputFiles, metafile } = await esbuild.build({ ...bundle, write: false, metafile: true });
  const files = new Map(outputFiles.map(({ path, text }) => [path, text]));
  for (const [path, text] of [...files].filter(([path]) => path.endsWith(".js"))) {
    const map = files.get(`${path}.map`);
    const smaller = await minify(text, {
      module: true,
      compress: { passes: 2, ecma: 2020, inline: 1, hoist_funs: true, lhs_constants: false },
      format: { ecma: 2020 },
      ...(map ? { sourceMap: { content: map } } : {}),
    });
    files.set(path, smaller.code ?? text);
    if (map) files.set(`${path}.map`, String(smaller.map));
  }
  return { files, metafile };
}
