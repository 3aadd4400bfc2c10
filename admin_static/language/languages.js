/** @import {Texts} from "../../client/ui/translate.js" */
/** @import {TextStorage} from "../storage/tolerant_storage.js" */
import { chooseLanguage, directionOf } from "../../client/ui/choose_language.js";
import { language } from "../../client/ui/translate.js";
import { FILES } from "./files_name.js";

/** English, and the files of admin_static/locales. */
export const LANGUAGES = "ar de en es fr it ja nl pl pt-BR ru tr zh-Hans".split(" ");

const KEY = "porchlight.admin.language";
/** How long the first screen, and a part, wait for their texts. They are drawn in English after that, and again with them. */
const FIRST_MS = 300;
const PART_MS = 2_000;

/**
 * The texts of a part of the dashboard have a file of their own: of the inbox, of what works on conversations, and of the
 * settings, which share texts with the second.
 * @typedef {"first" | "desk" | "settings"} Part
 * @typedef {{language: string, site: {language: string}}} Follows a session; `language`: "" for the one of the browser
 * @typedef {ReturnType<typeof createLanguages>} Languages
 */

/** @type {Record<Part, Part[]>} */
const FILES_OF = { first: ["first"], desk: ["desk"], settings: ["desk", "settings"] };

/**
 * Chooses the language of the dashboard, loads its texts, and changes it in the open page.
 * @param {{
 *   fetch: (url: URL) => Promise<Response>, base: string, own: readonly string[], storage: TextStorage,
 *   root: {lang: string, dir: string}, setTimeout: (job: () => void, ms: number) => unknown,
 * }} parts `base`: the page's address; `own`: the browser's languages; `storage`: of the browser; `root`: <html>
 */
export function createLanguages({ fetch, base, own, storage, root, setTimeout }) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {Set<Part>} */
  const wanted = new Set(["first"]);
  /** @type {Map<string, Promise<Texts>>} */
  const files = new Map();
  /** What is on screen: a language, and the files of it that could be loaded. */
  let spoken = { name: "en", files: new Set() };
  /** The last one asked for: its files may have failed. */
  let chosen = chooseLanguage([], own, LANGUAGES);
  let turn = {};
  /** @type {Promise<void>} */
  let latest = Promise.resolve();

  /** @param {string} name @param {Part} part @returns {Promise<Texts>} */
  function load(name, part) {
    if (name === "en") return Promise.resolve({});
    const file = FILES.replace("*", part === "first" ? name : `${name}.${part}`);
    let loading = files.get(file);
    if (!loading) {
      loading = fetch(new URL(file, base)).then((answer) =>
        answer.ok ? answer.json() : Promise.reject(new Error(`${file}: ${answer.status}`)),
      );
      loading.catch(() => files.delete(file)); // the next attempt asks again
      files.set(file, loading);
    }
    return loading;
  }

  /** Without its first file a language is not spoken; without that of another part, that part is in English. */
  async function change() {
    const mine = {};
    turn = mine;
    const { name, locale } = chosen;
    /** @type {Set<Part>} */
    const found = new Set();
    try {
      const loaded = await Promise.all(
        [...wanted].map(async (part) => {
          const texts = await load(name, part).catch((error) => {
            if (part === "first") throw error;
          });
          if (texts) found.add(part);
          return texts;
        }),
      );
      if (turn !== mine) return latest;
      spoken = { name, files: found };
      Object.assign(language, { locale, texts: Object.assign({}, ...loaded), dir: directionOf(name) });
      Object.assign(root, { lang: name, dir: language.dir });
      for (const listener of [...listeners]) listener();
    } catch (error) {
      console.info("The language stays as it is:", error);
    }
  }

  function speak() {
    latest = change();
    return latest;
  }

  /** @param {unknown[]} tags */
  function choose(tags) {
    chosen = chooseLanguage(tags, own, LANGUAGES);
    storage.setItem(KEY, chosen.name);
    if (chosen.name !== spoken.name || chosen.locale !== language.locale) return speak();
    turn = {}; // a change that is on its way counts no more
    return Promise.resolve();
  }

  /** @param {Promise<void>} done @param {number} ms @returns {Promise<void>} */
  const atMost = (done, ms) => Promise.race([done, pause(ms)]);

  /** @param {number} ms @returns {Promise<void>} */
  const pause = (ms) => new Promise((resolve) => setTimeout(() => resolve(), ms));

  return {
    /** Before anybody is signed in: what this browser had last, else its own. */
    start: () => atMost(choose([storage.getItem(KEY), ...own]), FIRST_MS),
    /** What the account chose, else the browser's own, else the site's. @param {Follows} session */
    follow: ({ language: byAccount, site }) => atMost(choose([byAccount, ...own, site.language]), FIRST_MS),
    /**
     * Resolves once the texts of a part are there, or cannot be loaded, or take too long.
     * @param {Part} part
     */
    part(part) {
      for (const file of FILES_OF[part]) wanted.add(file);
      const there = chosen.name === "en" || FILES_OF[part].every((file) => spoken.files.has(file));
      return there ? Promise.resolve() : atMost(speak(), PART_MS);
    },
    /** Called after each change. Returns a function that stops it. @param {() => void} listener */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
