import { en } from "./catalogue/en.js";
import { createTranslate } from "./catalogue/format.js";

const LANGUAGE = "en";
const texts = { ...en };

/** Every text that a page shows. `params.count` picks the plural. */
export const t = createTranslate(texts, LANGUAGE);

/** A page adds the texts that only it needs, so that the other page does not carry them. */
export function addTexts(more) {
  Object.assign(texts, more);
}

/**
 * The reader's own region when it speaks the language of the texts (British dates for en-GB),
 * else the language of the texts: never an English sentence with a German date in it.
 */
export function chooseLocale(preferred, language = LANGUAGE) {
  return preferred.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}

export const locale = chooseLocale(globalThis.navigator?.languages ?? []);
