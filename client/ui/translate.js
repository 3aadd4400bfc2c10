/**
 * A text is a string, or a string for each plural category ({ one, other }), which `count` picks.
 * `{name}` in a text is replaced by the parameter `name`.
 *
 * @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Text
 * @typedef {Record<string, Text>} Texts
 */

/**
 * @param {Texts} texts
 * @param {string} language
 */
export function createTranslate(texts, language) {
  const plurals = new Intl.PluralRules(language);

  /** Returns the key itself if there is no such text. @param {string} key @param {Record<string, unknown>} [params] */
  return function t(key, params = {}) {
    const text = texts[key] ?? key;
    const chosen =
      typeof text === "string" ? text : (text[plurals.select(Number(params.count))] ?? text.other);
    return (chosen ?? key).replace(/\{(\w+)\}/g, (hole, name) => String(params[name] ?? hole));
  };
}
