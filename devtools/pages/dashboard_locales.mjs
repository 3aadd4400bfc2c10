// The translations of the dashboard: admin_static/locales/*.json, one file a language. A text that is missing is shown in
// English, so that a new text does not wait for its translations; `node devtools/pages/locales.mjs` lists it.
import { createHash } from "node:crypto";
import { globSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ownEnglish, partsOf, sharedEnglish, sources, splitByPart } from "./dashboard_texts.mjs";
import { problemsOf, translations } from "./locales.mjs";

/**
 * @import { Plugin } from "esbuild"
 * @import { Texts } from "./locales.mjs"
 */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDER = "admin_static/locales";
const FILES = () => globSync(`${FOLDER}/*.json`, { cwd: ROOT }).sort();

/** Every translation, by the name of its language. @returns {Record<string, Texts>} */
export const dashboardTranslations = () =>
  Object.fromEntries(
    FILES().map((file) => [basename(file, ".json"), JSON.parse(readFileSync(join(ROOT, file), "utf8"))]),
  );

/** What is missing or wrong, in words, a line each. */
export async function dashboardProblems() {
  const { texts } = await ownEnglish();
  return Object.entries(dashboardTranslations()).flatMap(([language, own]) =>
    problemsOf(language, own, texts).map((problem) => `${FOLDER}/${language}.json: ${problem}`),
  );
}

/**
 * The texts that a language lacks, or has with a wrong placeholder or plural form, in English: for translators.
 * @returns {Promise<Record<string, Texts>>}
 */
export async function missingTexts() {
  const { texts } = await ownEnglish();
  const missing = Object.entries(dashboardTranslations()).map(([language, own]) => [
    language,
    Object.fromEntries(Object.entries(texts).filter(([key]) => !isGood(language, own, texts, key))),
  ]);
  return Object.fromEntries(missing.filter(([, lacking]) => Object.keys(lacking).length > 0));
}

/**
 * Adds translations, or replaces them, and removes texts that the dashboard does not have any more. The files keep the
 * order of the English texts, so that branches that add texts can be merged.
 * @param {Record<string, Texts>} added by language
 */
export async function addTranslations(added) {
  const { texts } = await ownEnglish();
  for (const [language, own] of Object.entries({ ...dashboardTranslations(), ...added })) {
    const all = { ...dashboardTranslations()[language], ...own, ...added[language] };
    const ordered = Object.fromEntries(
      Object.keys(texts)
        .filter((key) => key in all)
        .map((key) => [key, all[key]]),
    );
    const file = join(ROOT, FOLDER, `${language}.json`);
    // A build that watches must not read half of a file.
    writeFileSync(`${file}.new`, `${JSON.stringify(ordered, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  }
}

/**
 * Without what would be shown with a hole, or in no plural form: English is better.
 * @param {string} language @param {Texts} own @param {Texts} english
 * @returns {Texts}
 */
const goodTexts = (language, own, english) =>
  Object.fromEntries(Object.entries(own).filter(([key]) => isGood(language, own, english, key)));

/** @param {string} language @param {Texts} own @param {Texts} english @param {string} key */
const isGood = (language, own, english, key) =>
  key in english &&
  key in own &&
  problemsOf(language, { [key]: own[key] }, { [key]: english[key] }).length === 0;

/** The texts of each file of each language. */
export async function dashboardFiles() {
  const [own, shared, parts] = await Promise.all([ownEnglish(), sharedEnglish(), partsOf()]);
  const ofWidget = translations();
  return Object.entries(dashboardTranslations()).flatMap(([language, texts]) => {
    const all = {
      ...Object.fromEntries(Object.keys(shared.texts).map((key) => [key, ofWidget[language][key]])),
      ...goodTexts(language, texts, own.texts),
    };
    const split = splitByPart(all, { ...shared.homes, ...own.homes }, parts);
    return Object.entries(split).map(([part, content]) => ({
      name: part === "first" ? language : `${language}.${part}`,
      texts: content,
    }));
  });
}

/**
 * Writes the files when the script that loads them is built, and gives it their names. A build that watches writes them
 * again only when a text may have changed.
 * @param {string} folder the dashboard's, in the build
 * @returns {Plugin}
 */
export const dashboardLocales = (folder) => ({
  name: "dashboard-locales",
  setup(build) {
    let version = "";
    /** @type {import("esbuild").OnLoadResult} */
    let result = {};
    build.onLoad({ filter: /admin_static[\\/]language[\\/]files_name\.js$/ }, async () => {
      const watchFiles = [...sources(), ...FILES()].map((file) => join(ROOT, file));
      const now = watchFiles.map((file) => `${file} ${statSync(file).mtimeMs}`).join();
      if (now === version) return result;
      const files = await dashboardFiles().catch((error) => String(error));
      if (typeof files === "string") return { errors: [{ text: files }], watchFiles };
      const contents = files.map(({ name, texts }) => ({ name, json: JSON.stringify(texts) }));
      const hash = createHash("sha256").update(JSON.stringify(contents)).digest("hex").slice(0, 8);
      const names = `locales/*-${hash.toUpperCase()}.json`;
      await rm(join(folder, "locales"), { recursive: true, force: true });
      await mkdir(join(folder, "locales"), { recursive: true });
      for (const { name, json } of contents) await writeFile(join(folder, names.replace("*", name)), json);
      version = now;
      result = { contents: `export const FILES = ${JSON.stringify(names)};`, watchFiles };
      return result;
    });
  },
});
