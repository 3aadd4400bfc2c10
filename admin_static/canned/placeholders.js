// A canned reply has placeholders such as {visitor.first_name|there}: what fills it, and a fallback after the line.

/** @typedef {"visitor.name" | "visitor.first_name" | "admin.name" | "site.name"} Filled */
/** @typedef {Partial<Record<Filled, string>>} Values "" and undefined: not known */

/** @type {Filled[]} */
export const PLACEHOLDERS = ["visitor.name", "visitor.first_name", "admin.name", "site.name"];

const PATTERN = new RegExp(
  `\\{(${PLACEHOLDERS.join("|").replaceAll(".", "\\.")})(?:\\|([^{}\\n|]*))?\\}`,
  "g",
);
const LOOKS_LIKE_ONE = /\{([A-Za-z_]+\.[A-Za-z_]+)(?:\|[^{}\n|]*)?\}/g;

/** @param {{visitor: string, admin: string, site: string}} names `visitor`: "" if it is not known @returns {Values} */
export const valuesOf = ({ visitor, admin, site }) => ({
  "visitor.name": visitor,
  "visitor.first_name": visitor.trim().split(/\s+/)[0],
  "admin.name": admin,
  "site.name": site,
});

/** The text with all that is known in place; what cannot be filled stays as it is. @param {string} text @param {Values} values */
export const filled = (text, values) =>
  text.replace(
    PATTERN,
    (whole, name, fallback) => values[/** @type {Filled} */ (name)] || (fallback ?? whole),
  );

/**
 * The first placeholder of a text, from a position on; null if there is none.
 * @param {string} text @param {number} [from]
 * @returns {{start: number, end: number, text: string} | null}
 */
export function nextPlaceholder(text, from = 0) {
  for (const { 0: whole, index } of text.matchAll(PATTERN))
    if (index >= from) return { start: index, end: index + whole.length, text: whole };
  return null;
}

/** What is written like a placeholder, but is none of ours: mostly a typing error. @param {string} text */
export const unknownPlaceholders = (text) => [
  ...new Set(
    [...text.matchAll(LOOKS_LIKE_ONE)]
      .filter(([, name]) => !PLACEHOLDERS.includes(/** @type {Filled} */ (name)))
      .map(([whole]) => whole),
  ),
];
