/** @import {Languages, Part} from "./languages.js" */

/** @type {Languages | null} */
let languages = null;

/** Parts are loaded by modules that nothing is handed to: they use these languages. @param {Languages} ofPage */
export function usePartTexts(ofPage) {
  languages = ofPage;
}

/**
 * Loads a script of a part at the same time as its texts in the reader's language. The build finds out from these calls
 * which texts are in which file (devtools/pages/dashboard_texts.mjs).
 * @template Module
 * @param {Part} part @param {() => Promise<Module>} load
 */
export async function withTexts(part, load) {
  const [script] = await Promise.all([load(), languages?.part(part)]);
  return script;
}
