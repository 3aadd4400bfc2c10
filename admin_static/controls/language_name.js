import { language } from "../../client/ui/translate.js";

/** "German (Austria)". @param {string} tag */
export function languageName(tag, locale = language.locale) {
  if (!tag) return "";
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
