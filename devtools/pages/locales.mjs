// The translations of the widget: widget/locales/*.json, one file a language, with every English text.
import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { firstFiles, splitTexts } from "./first_texts.mjs";

/**
 * @import { Plugin } from "esbuild"
 * @typedef {string | Record<string, string>} Text
 * @typedef {Record<string, Text>} Texts
 */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Such files export English texts under a name that begins with `en`. */
const ENGLISH = ["client/**/*.js", "widget/**/*.js"];
const CATALOGUE = /^export const (en(?:[A-Z]\w*)?) = \{/gm;
/** Counts for which each plural form is looked at. No count on screen is higher. */
const COUNTS = Array.from({ length: 10_000 }, (_, count) => count);

const TRANSLATIONS = () => globSync("widget/locales/*.json", { cwd: ROOT }).sort();

/**
 * The English texts, and the file of each.
 * @param {string[]} [patterns] files that may have some
 * @returns {Promise<{texts: Texts, homes: Record<string, string>}>}
 */
export async function english(patterns = ENGLISH) {
  /** @type {Texts} */
  const texts = {};
  /** @type {Record<string, string>} */
  const homes = {};
  for (const file of globSync(patterns, { cwd: ROOT }).sort()) {
    const path = join(ROOT, file);
    const names = [...readFileSync(path, "utf8").matchAll(CATALOGUE)].map(([, name]) => name);
    if (names.length === 0) continue;
    const module = await import(`${pathToFileURL(path)}?${statSync(path).mtimeMs}`);
    for (const [key, text] of names.flatMap((name) => Object.entries(module[name]))) {
      if (key in texts) throw new Error(`${file}: another file has a text "${key}" too.`);
      texts[key] = text;
      homes[key] = path;
    }
  }
  return { texts, homes };
}

/** Every translation, by the name of its language. @returns {Record<string, Texts>} */
export function translations() {
  return Object.fromEntries(
    TRANSLATIONS().map((file) => [
      basename(file, ".json"),
      JSON.parse(readFileSync(join(ROOT, file), "utf8")),
    ]),
  );
}

/**
 * What is missing or wrong in a translation, in words.
 * @param {string} language @param {Texts} texts @param {Texts} english
 * @returns {string[]}
 */
export function problemsOf(language, texts, english) {
  const plurals = pluralsOf(language);
  const unknown = Object.keys(texts).filter((key) => !(key in english));
  return [
    ...unknown.map((key) => `"${key}" is not a text`),
    ...Object.entries(english).flatMap(([key, text]) =>
      problemsOfText(texts[key], text, plurals).map((problem) => `"${key}" ${problem}`),
    ),
  ];
}

/** @param {Text | undefined} text @param {Text} original @param {Map<string, number[]>} plurals */
function problemsOfText(text, original, plurals) {
  if (text === undefined) return ["is missing"];
  if (typeof original === "string") {
    if (typeof text !== "string") return ["has plural forms, but not in English"];
    return wrongHoles(text, holesOf(original), []);
  }
  if (typeof text === "string") return ["has no plural forms"];
  const holes = new Set(Object.values(original).flatMap(holesOf));
  return [
    ...[...plurals.keys()].filter((form) => !text[form]).map((form) => `has no plural form "${form}"`),
    ...Object.entries(text).flatMap(([form, words]) => {
      const counts = plurals.get(form);
      if (!counts) return [`has the plural form "${form}", which the language does not use`];
      // "One new message" needs no figure, unless the form is also that of 21.
      return wrongHoles(words, [...holes], counts.length === 1 ? ["count"] : []);
    }),
  ];
}

/** @param {string} text @param {string[]} expected @param {string[]} optional */
function wrongHoles(text, expected, optional) {
  if (!text.trim()) return ["is empty"];
  const found = holesOf(text);
  return [
    ...expected
      .filter((name) => !found.includes(name) && !optional.includes(name))
      .map((name) => `lacks {${name}}`),
    ...found.filter((name) => !expected.includes(name)).map((name) => `has {${name}}, which is never filled`),
  ];
}

/** @param {string} text */
const holesOf = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** @type {Map<string, Map<string, number[]>>} */
const knownPlurals = new Map();

/** The plural forms of a language, and the counts that they are for. @param {string} language */
export function pluralsOf(language) {
  const known = knownPlurals.get(language) ?? countsOf(language);
  knownPlurals.set(language, known);
  return known;
}

/** @param {string} language */
function countsOf(language) {
  const rules = new Intl.PluralRules(language);
  /** @type {Map<string, number[]>} */
  const counts = new Map();
  for (const count of COUNTS) {
    const form = rules.select(count);
    const before = counts.get(form);
    if (before) before.push(count);
    else counts.set(form, [count]);
  }
  return counts;
}

/** The script that is a translation in the browser, with its texts in the order of their keys. @param {Texts} texts */
export function scriptOf(texts) {
  return `export default ${JSON.stringify(Object.fromEntries(Object.entries(texts).sort()))};\n`;
}

/**
 * Writes the two files of each language when the script that chooses one is built, and gives it their names. A file with a
 * problem fails the build. Any script may change which texts are in the first file, so all of them are watched.
 * @param {string} folder the widget's, in the build
 * @param {{hashed: boolean}} names whether the files' names contain a hash: one for all of them, which is short
 * @returns {Plugin}
 */
export const locales = (folder, { hashed }) => ({
  name: "locales",
  setup(build) {
    build.onLoad({ filter: /widget[\\/]locales_name\.js$/ }, async () => {
      const watchFiles = [...globSync(ENGLISH, { cwd: ROOT }), ...TRANSLATIONS()].map((file) =>
        join(ROOT, file),
      );
      const { texts: original, homes } = await english();
      const all = Object.entries(translations());
      const errors = all.flatMap(([language, texts]) =>
        problemsOf(language, texts, original).map((problem) => ({
          text: `widget/locales/${language}.json: ${problem}.`,
        })),
      );
      if (errors.length > 0) return { errors, watchFiles };
      const files = await firstFiles().catch(() => undefined);
      if (!files) return { errors: [{ text: "The widget's scripts could not be built." }], watchFiles };
      const scripts = all.flatMap(([language, texts]) => {
        const { first, more } = splitTexts(texts, homes, files);
        return [
          { name: language, script: scriptOf(first) },
          { name: `${language}.more`, script: scriptOf(more) },
        ];
      });
      const hash = createHash("sha256")
        .update(JSON.stringify(scripts))
        .digest("hex")
        .slice(0, 8)
        .toUpperCase();
      const names = `locales/*${hashed ? `-${hash}` : ""}.js`;
      await mkdir(join(folder, "locales"), { recursive: true });
      for (const { name, script } of scripts) await writeFile(join(folder, names.replace("*", name)), script);
      return { contents: `export const LOCALES = ${JSON.stringify(names)};`, watchFiles };
    });
  },
});

/** What is missing or wrong in the widget's translations, in words, a line each. */
export async function widgetProblems() {
  const { texts } = await english();
  return Object.entries(translations()).flatMap(([language, own]) =>
    problemsOf(language, own, texts).map((problem) => `widget/locales/${language}.json: ${problem}`),
  );
}
