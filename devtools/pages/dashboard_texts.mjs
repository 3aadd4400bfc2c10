// The dashboard's English texts, and which file of a language each is in: the first screen's, or that of a part.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { english } from "./locales.mjs";

/**
 * @import { Metafile } from "esbuild"
 * @import { Texts } from "./locales.mjs"
 */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const START = "admin_static/app.js";
const OWN = ["admin_static/catalogue/*.js"];
const SHARED = ["client/**/*.js"];
/** `withTexts("desk", () => import("../thread/thread.js"))`: see admin_static/language/part_texts.js. */
const WITH_TEXTS = /withTexts\(\s*"(\w+)",\s*\(\)\s*=>\s*import\(\s*"([^"]+)"\s*\)/g;
/** A text of the widget's that views of both pages use. */
const OF_WIDGET = /\bshared\(\s*"([^"]+)",\s*"([^"]+)"/g;

/** Every file with English texts of the dashboard. */
export const sources = () => globSync([...OWN, ...SHARED, "admin_static/**/*.js"], { cwd: ROOT }).sort();

/** What translators of the dashboard write. */
export const ownEnglish = () => english(OWN);

/**
 * Texts that the dashboard shares with the widget, in whose files their translations are.
 * @returns {Promise<{texts: Texts, homes: Record<string, string>}>}
 */
export async function sharedEnglish() {
  const { texts, homes } = await english(SHARED);
  for (const file of globSync(SHARED, { cwd: ROOT }).sort())
    for (const [, key, text] of readFileSync(join(ROOT, file), "utf8").matchAll(OF_WIDGET)) {
      texts[key] = text;
      homes[key] ??= join(ROOT, file);
    }
  return { texts, homes };
}

/** What the dashboard's files import. `kind`: whether at once or later. */
export async function importsOfDashboard() {
  const { metafile } = await esbuild.build({
    entryPoints: [START],
    absWorkingDir: ROOT,
    outdir: "out",
    bundle: true,
    splitting: true,
    format: "esm",
    loader: { ".svg": "dataurl" },
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  return metafile.inputs;
}

/**
 * A file and all that it imports at once.
 * @param {Metafile["inputs"]} inputs @param {string} path
 */
export function importedAtOnce(inputs, path, found = /** @type {Set<string>} */ (new Set())) {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: imported, kind } of inputs[path]?.imports ?? [])
    if (kind === "import-statement") importedAtOnce(inputs, imported, found);
  return found;
}

/** The files that an `import()` loads. @param {Metafile["inputs"]} inputs */
export const importedLater = (inputs) =>
  Object.values(inputs).flatMap(({ imports }) =>
    imports.filter(({ kind }) => kind === "dynamic-import").map(({ path }) => path),
  );

/**
 * The files of each part. The first screen has what the page loads at once; the parts have what they load besides.
 * @returns {Promise<{first: Set<string>, desk: Set<string>, settings: Set<string>, others: Record<string, Set<string>>}>}
 *   `others`: what is loaded without texts, and all that it imports
 */
export async function partsOf() {
  const inputs = await importsOfDashboard();
  /** @param {string} path @param {Set<string>} [found] */
  const closure = (path, found) => importedAtOnce(inputs, path, found);
  const parts = { first: closure(START), desk: new Set(), settings: new Set() };
  /** @type {Set<string>} */
  const withTexts = new Set();
  for (const file of Object.keys(inputs).filter((path) => path.startsWith("admin_static/")))
    for (const [, part, path] of readFileSync(join(ROOT, file), "utf8").matchAll(WITH_TEXTS)) {
      const target = relative(ROOT, join(ROOT, dirname(file), path));
      withTexts.add(target);
      closure(target, parts[/** @type {"desk"} */ (part)]);
    }
  const others = Object.fromEntries(
    importedLater(inputs)
      .filter((path) => !withTexts.has(path))
      .map((path) => [path, closure(path)]),
  );
  return { ...parts, others };
}

/**
 * A translation in three: `first`, `desk` and `settings`. A text that several parts use is in the first of them.
 * @param {Texts} texts
 * @param {Record<string, string>} homes the file of each English text
 * @param {Awaited<ReturnType<typeof partsOf>>} parts
 */
export function splitByPart(texts, homes, parts) {
  /** @type {Record<"first" | "desk" | "settings", Texts>} */
  const split = { first: {}, desk: {}, settings: {} };
  for (const [key, text] of Object.entries(texts)) {
    const home = relative(ROOT, homes[key]);
    for (const part of /** @type {const} */ (["first", "desk", "settings"])) {
      if (!parts[part].has(home)) continue;
      split[part][key] = text;
      break;
    }
  }
  return split;
}
