/** @typedef {string | number | null} Cell */

/**
 * A table as RFC 4180 says, with a mark for programs that would otherwise not know that it is UTF-8.
 * @param {Cell[][]} rows the first one has the titles
 */
export function toCsv(rows) {
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A tag or a name that begins like a formula would be computed by a spreadsheet. @param {Cell} value */
function cell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
