import { language } from "./translate.js";

/**
 * The reader's own locale if it has the language of the texts (en-GB, for British dates), otherwise that language:
 * an English sentence never contains a German date.
 * @param {readonly string[]} preferred
 */
export function chooseLocale(preferred) {
  return preferred.find((tag) => /^en\b/i.test(tag)) ?? "en";
}

language.locale = chooseLocale(globalThis.navigator?.languages ?? []);
