/**
 * A text is a string, or one string for each plural category ({ one, other }) picked by `count`.
 * `{name}` in a text is replaced by the parameter of that name.
 *
 * @typedef {string | Partial<Record<Intl.LDMLPluralRule, string>>} Text
 */

/**
 * @param {Record<string, Text>} texts
 * @param {string} locale
 */
export function createTranslate(texts, locale) {
  const plurals = new Intl.PluralRules(locale);

  return function t(key, params = {}) {
    const text = texts[key];
    if (text === undefined) return key;
    const chosen = typeof text === "string" ? text : (text[plurals.select(params.count)] ?? text.other);
    return chosen.replace(/\{(\w+)\}/g, (hole, name) => String(params[name] ?? hole));
  };
}
