const said = new Set();

/** Tells whoever builds the page, once for each text. */
export function warn(text) {
  if (!said.has(text)) console.warn(`Porchlight: ${text}`);
  said.add(text);
}

/** @param {string} name of an attribute that the widget or the server has ignored */
export const warnOfUser = (name) => warn(`the visitor's ${name} cannot be used and is ignored.`);
