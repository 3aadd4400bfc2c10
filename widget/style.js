/** Screens that the panel fills. panel.css and header.css have the same query. */
export const PHONE = "(max-width: 479.98px), (max-height: 479.98px) and (pointer: coarse)";

/**
 * A style sheet for a shadow root. A host page's content policy that forbids inline style allows constructed ones.
 * @param {string} text
 */
export function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/**
 * Adds style sheets to a shadow root.
 * @param {ShadowRoot} root
 * @param {...string} texts
 * @returns {() => void} removes them
 */
export function adopt(root, ...texts) {
  const sheets = texts.map(sheetOf);
  root.adoptedStyleSheets.push(...sheets);
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
  };
}
