/**
 * A text is a string, or a string for each plural category ({ one, other }), which `count` picks.
 * `{name}` in a text is replaced by the parameter `name`.
 *
 * @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Text
 * @typedef {Record<string, Text>} Texts
 * @typedef {{
 *   locale: string, texts: Texts, dir: "ltr" | "rtl", welcome?: {title?: string, text?: string},
 * }} Language `locale`: for `Intl`, with the reader's region; `texts`: the translation, which is empty in English;
 *   `welcome`: the site's own words in this language
 */

/** What the reader reads now. @type {Language} */
export let language = { locale: "en", texts: {}, dir: "ltr" };

/**
 * Several scripts of a page share one language: a change of the shared object changes it in all of them.
 * @param {Language} shared
 */
export function share(shared) {
  language = shared;
}

/** Making the rules of a language costs more than using them a thousand times. @type {Record<string, Intl.PluralRules>} */
const plurals = {};

/** @param {string} locale */
function pluralsOf(locale) {
  plurals[locale] ??= new Intl.PluralRules(locale);
  return plurals[locale];
}

/**
 * Every text on screen, in the reader's language.
 * @param {Texts} english
 */
export function createTranslate(english) {
  /** Returns the key itself if there is no such text. @param {string} key @param {Record<string, unknown>} [params] */
  return function t(key, params = {}) {
    const { locale, texts } = language;
    const text = texts[key] ?? english[key] ?? key;
    const chosen =
      typeof text === "string" ? text : (text[pluralsOf(locale).select(Number(params.count))] ?? text.other);
    return (chosen ?? key).replace(/\{(\w+)\}/g, (hole, name) =>
      /** @type {Object & {toLocaleString: (locale: string) => string}} */ (
        params[name] ?? hole
      ).toLocaleString(locale),
    );
  };
}

/** A text of another part, translated. @param {string} key @param {string} english */
export const shared = (key, english) => /** @type {string} */ (language.texts[key] ?? english);
