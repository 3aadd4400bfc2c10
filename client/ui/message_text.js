/** The maximum length of a message in Unicode code points, as the server counts. */
export const LIMIT = 4000;

// From pasted terminal output and broken emoji; the server rejects messages with these characters.
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Cs}]/gu;

/** Removes unprintable characters and converts all line ends to \n. @param {string} text */
export function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(UNPRINTABLE, "");
}

/** The body that is sent: cleaned, without surrounding white space. @param {string} text */
export function toBody(text) {
  return clean(text).trim();
}

/** An emoji is one or more code points, but at least two units of a JavaScript string. @param {string} text */
export function countCodePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// Excludes white space, Unicode's default ignorable characters, and two characters that are drawn as nothing. The
// server rejects messages of only these; tests of both sides read tests/wire/invisible.json.
const VISIBLE = /[^\s\p{DI}\u{2800}\u{1d159}]/u;

/** @param {string} text */
export const isBlank = (text) => !VISIBLE.test(text);

/** Whether `text` can be sent, and how many code points are left; negative if it is too long. @param {string} text */
export function measure(text) {
  const body = toBody(text);
  const left = LIMIT - countCodePoints(body);
  return { body, left, sendable: !isBlank(body) && left >= 0 };
}
