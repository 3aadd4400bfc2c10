/** Constructed sheets pass a host page's content policy that forbids inline style. */
export function adopt(root, ...texts) {
  const sheets = texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  root.adoptedStyleSheets.push(...sheets);
}
