import { createTranslate, language } from "../client/ui/translate.js";
import { enLauncher } from "./launcher.js";
import { LOCALES } from "./locales_name.js";
import { welcomeIn } from "./welcome.js";

/** The files of widget/locales, and English, which has none. `pt` is European Portuguese. */
export const LANGUAGES =
  "ar cs da de el en es fa fi fr he hi hu it ja ko nb nl pl pt pt-BR ro ru sv tr uk ur zh-Hans zh-Hant".split(
    " ",
  );

/**
 * The language of the first tag that has a translation, also if only the base language has one.
 * @param {unknown[]} tags anything: pages write them, also as "en_GB"
 * @param {readonly string[]} own the reader's: if one has the same language, dates follow its region
 */
export function chooseLanguage(tags, own = []) {
  const tag = tags.find(nameOf);
  const name = nameOf(tag) ?? "en";
  return { name, locale: own.find((each) => nameOf(each) === name) ?? written(tag ?? name) };
}

/** @param {unknown} tag @returns {string | undefined} one of LANGUAGES */
function nameOf(tag) {
  try {
    const { language, script, region } = new Intl.Locale(written(tag)).maximize();
    const base = language.replace(/^n[no]$/, "nb");
    return [`${base}-${region}`, `${base}-${script}`, base].find((name) => LANGUAGES.includes(name));
  } catch {
    return undefined; // not a language tag
  }
}

/** @param {unknown} tag */
const written = (tag) => String(tag).replace(/_/g, "-");

/** @param {string} name */
export const directionOf = (name) => (/^(ar|fa|he|ur)/.test(name) ? "rtl" : "ltr");

const t = createTranslate(enLauncher);
let asked = "";
let failures = 0;

/**
 * Changes the language of the whole widget: the one that the page asks for, else the page's own, else the reader's, else
 * the site's. The last call counts. Without the language's file, the texts stay as they are.
 *
 * The panel draws itself again at the event `language` of the root. A panel that has loaded later gets what this returns.
 * @param {ShadowRoot} root
 * @param {{speak: (translate: import("./launcher.js").Translate) => void}} launcher
 * @param {unknown} wanted
 * @param {Promise<Partial<import("../client/wire").PageFile>>} reading the site's settings
 */
export async function speak(root, launcher, wanted, reading) {
  const own = navigator.languages;
  const file = await reading;
  const tags = [wanted, document.documentElement.lang, ...own, file.language];
  const { name, locale } = chooseLanguage(tags, own);
  asked = name;
  const texts = name === "en" ? {} : await textsOf(name);
  if (name !== asked) return language;
  Object.assign(language, {
    locale,
    texts,
    dir: directionOf(name),
    welcome: welcomeIn(file, [name, ...tags]),
  });
  /** @type {HTMLElement | null} */
  const frame = root.querySelector(".pl-root");
  if (frame) frame.lang = name;
  launcher.speak(t);
  root.dispatchEvent(new CustomEvent("language", { detail: language }));
  return language;
}

/** A browser remembers a module that failed to load: the next attempt has another address. @param {string} name */
async function textsOf(name) {
  const file = LOCALES.replace("*", name) + (failures ? `?again=${failures}` : "");
  try {
    return (await import(new URL(file, import.meta.url).href)).default;
  } catch (error) {
    failures += 1;
    throw error;
  }
}
