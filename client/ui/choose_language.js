/**
 * The language of the first tag that has a translation, also if only the base language has one.
 * @param {unknown[]} tags anything: pages write them, also as "en_GB"
 * @param {readonly string[]} own the reader's: if one has the same language, dates follow its region
 * @param {readonly string[]} names the translations, and "en"
 */
export function chooseLanguage(tags, own, names) {
  const tag = tags.find((each) => nameOf(each, names));
  const name = nameOf(tag, names) ?? "en";
  return { name, locale: own.find((each) => nameOf(each, names) === name) ?? written(tag ?? name) };
}

/** @param {unknown} tag @param {readonly string[]} names @returns {string | undefined} one of them */
function nameOf(tag, names) {
  try {
    const { language, script, region } = new Intl.Locale(written(tag)).maximize();
    const base = language.replace(/^n[no]$/, "nb");
    return [`${base}-${region}`, `${base}-${script}`, base].find((name) => names.includes(name));
  } catch {
    return undefined; // not a language tag
  }
}

/** @param {unknown} tag */
const written = (tag) => String(tag).replace(/_/g, "-");

/** @param {string} name */
export const directionOf = (name) => (/^(ar|fa|he|ur)/.test(name) ? "rtl" : "ltr");
