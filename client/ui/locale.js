const LANGUAGE = "en"; // of all texts

/**
 * The reader's own locale if it has the language of the texts (en-GB, for British dates), otherwise that language:
 * an English sentence never contains a German date.
 * @param {readonly string[]} preferred
 */
export function chooseLocale(preferred, language = LANGUAGE) {
  return preferred.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}

export const locale = chooseLocale(globalThis.navigator?.languages ?? []);
