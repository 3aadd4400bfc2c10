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
 * A custom property of the style sheets, except those that scripts set (`--pl-view-…`), or a site's own colours
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
      ({ constants, names } = await propertiesOf(["widget/**/*.css", "client/ui/*.css"]));
    });
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = shortened(await readFile(path, "utf8"), constants, names);
      const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: TARGET });
      return { contents: code, loader: "text", watchFiles: [path] };
    });
  },
};

/**
 * The dashboard's style sheets with the same constants and short names.
 * @type {Plugin}
 */
export const smallStyleSheets = {
  name: "small-style-sheets",
  setup(build) {
    /** @type {Map<string, string>} */
    let constants = new Map();
    /** @type {string[]} */
    let names = [];
    build.onStart(async () => {
      ({ constants, names } = await propertiesOf(["admin_static/**/*.css", "client/**/*.css"]));
    });
    build.onLoad({ filter: /[\\/](admin_static|client)[\\/].*\.css$/ }, async ({ path }) => ({
      contents: shortened(await readFile(path, "utf8"), constants, names),
      loader: "css",
    }));
  },
};

/**
 * The custom properties that have one value, and the names of the others.
 * @param {string[]} patterns of the sheets' paths
 */
async function propertiesOf(patterns) {
  const all = globSync(patterns, { cwd: ROOT });
  const sheets = (await Promise.all(all.map((path) => readFile(join(ROOT, path), "utf8")))).join("\n");
  const constants = constantsOf(sheets);
  // Sorted, so that the same sheets always give the same files.
  return { constants, names: [...new Set(withValues(sheets, constants).match(PROPERTY))].sort() };
}

/** @param {string} css @param {Map<string, string>} constants @param {string[]} names */
const shortened = (css, constants, names) =>
  withValues(css, constants).replace(PROPERTY, (name) => `--pl${names.indexOf(name).toString(36)}`);

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
