import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

/** @import { Plugin } from "esbuild" */

/** The oldest browsers that the pages are built for. */
export const TARGET = ["es2022", "chrome109", "firefox115", "safari16.4"];

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/**
 * A custom property of the widget's style sheets, except those that scripts set, or a site's own colours
 * (chalicelib/sites/look_css.py).
 */
const PROPERTY = /--(?:pl-(?!view-|(?:on-)?accent|focus)|header-|launcher-(?!label))[\w-]+/g;
const DEFINITION = new RegExp(`(${PROPERTY.source}):\\s*([^;]+);`, "g");
const USE = new RegExp(`var\\((${PROPERTY.source})(,|\\))`, "g");

/**
 * The widget's style sheets go into its shadow root, so a CSS file that is imported from JS becomes its minified text.
 * A custom property that has one value only, whatever the screen, is replaced by its value. The others get short names,
 * with a prefix that keeps them apart from the host page's.
 * @type {Plugin}
 */
export const cssAsText = {
  name: "css-as-text",
  setup(build) {
    /** @type {Map<string, string>} */
    let constants = new Map();
    /** @type {string[]} */
    let names = [];
    build.onStart(async () => {
      const all = globSync(["widget/**/*.css", "client/ui/*.css"], { cwd: ROOT });
      const sheets = (await Promise.all(all.map((path) => readFile(join(ROOT, path), "utf8")))).join("\n");
      constants = constantsOf(sheets);
      // Sorted, so that the same sheets always give the same files.
      names = [...new Set(withValues(sheets, constants).match(PROPERTY))].sort();
    });
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = withValues(await readFile(path, "utf8"), constants).replace(
        PROPERTY,
        (name) => `--pl${names.indexOf(name).toString(36)}`,
      );
      const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: TARGET });
      return { contents: code, loader: "text", watchFiles: [path] };
    });
  },
};

/**
 * Finds the custom properties that are defined once, and never used with another value for the case that they are not.
 * @param {string} css all sheets
 * @returns {Map<string, string>} their values
 */
function constantsOf(css) {
  /** @type {Map<string, string>} */
  const values = new Map();
  /** @type {Set<string>} */
  const varied = new Set();
  for (const [, name, value] of css.matchAll(DEFINITION)) {
    if (values.has(name)) varied.add(name);
    values.set(name, value);
  }
  for (const [, name, end] of css.matchAll(USE)) if (end === ",") varied.add(name);
  for (const name of varied) values.delete(name);
  return values;
}

/** @param {string} css @param {Map<string, string>} constants */
function withValues(css, constants) {
  return css
    .replace(DEFINITION, (whole, name) => (constants.has(name) ? "" : whole))
    .replace(USE, (whole, name) => constants.get(name) ?? whole);
}
