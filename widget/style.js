/** Screens that the panel fills. panel.css and header.css have the same query. */
export const PHONE = "(max-width: 479.98px), (max-height: 479.98px) and (pointer: coarse)";

/**
 * Adds style sheets to a shadow root. A host page's content policy that forbids inline style allows constructed ones.
 * @param {ShadowRoot} root
 * @param {...string} texts
 * @returns {() => void} removes them
 */
export function adopt(root, ...texts) {
  const sheets = texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  root.adoptedStyleSheets.push(...sheets);
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
  };
}
