import { chooseLanguage as choose, directionOf } from "../client/ui/choose_language.js";
import { createTranslate, language } from "../client/ui/translate.js";
import { enLauncher } from "./launcher.js";
import { LOCALES } from "./locales_name.js";
import { welcomeIn } from "./welcome.js";

/** @import { Texts } from "../client/ui/translate.js" */

/** The files of widget/locales, and English, which has none. `pt` is European Portuguese. */
export const LANGUAGES =
  "ar cs da de el en es fa fi fr he hi hu it ja ko nb nl pl pt pt-BR ro ru sv tr uk ur zh-Hans zh-Hant".split(
    " ",
  );

/** @param {unknown[]} tags @param {readonly string[]} own */
export const chooseLanguage = (tags, own = []) => choose(tags, own, LANGUAGES);

const t = createTranslate(enLauncher);
/** Of English. One object: memo.js draws again what was drawn in other texts. */
const NONE = {};
let failures = 0;
let turn = {};
/** Whether the extras are wanted: their texts have a file of their own. */
let whole = false;
/** Until the language that was asked for last is spoken, or its file has failed. */
let latest = Promise.resolve(language);
let again = () => latest;

language.more = () => {
  whole = true;
  return again();
};

/**
 * Changes the language of the whole widget: the one that the page asks for, else the page's own, else the reader's, else
 * the site's. The last call counts, and an earlier one waits for it. Without the language's file, the texts stay as they
 * are; without that of the extras, those are in English.
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

  async function change() {
    const mine = {};
    turn = mine;
    const texts = await textsOf(name);
    if (turn !== mine) return latest;
    if (!texts) return language;
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

  again = () => {
    latest = change();
    return latest;
  };
  return again();
}

/** @param {string} name @returns {Promise<Texts | undefined>} */
async function textsOf(name) {
  if (name === "en") return NONE;
  const [first, more] = await Promise.all([load(name), whole ? load(`${name}.more`) : NONE]);
  return first && { ...first, ...more };
}

/**
 * A browser remembers a module that failed to load: the next attempt has another address.
 * @param {string} name
 * @returns {Promise<Texts | undefined>}
 */
function load(name) {
  const file = LOCALES.replace("*", name) + (failures ? `?again=${failures}` : "");
  return import(new URL(file, import.meta.url).href).then(
    (script) => script.default,
    () => {
      failures += 1;
    },
  );
}
