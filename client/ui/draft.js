/** The most that one message holds, counted as Unicode code points, as the server counts. */
export const LIMIT = 4000;

// Pasted terminal output and broken emoji bring these; the server refuses a message with them.
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\p{Cs}]/gu;

/** The text without what can not be shown; line ends of any system become \n. */
export function clean(text) {
  return text.replace(/\r\n?/g, "\n").replace(UNPRINTABLE, "");
}

/** What is sent: cleaned, without the white space around it. Empty when there is nothing to say. */
export function toBody(text) {
  return clean(text).trim();
}

/** An emoji is one code point or more, but two units of a JavaScript string. */
export function countCodePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// White space, what Unicode calls ignorable by default, and two characters that are drawn as nothing:
// the server refuses a message of nothing else. Both rules are held against tests/wire/invisible.json.
const VISIBLE = /[^\s\p{DI}\u{2800}\u{1d159}]/u;

export const isBlank = (text) => !VISIBLE.test(text);

/** Whether `text` can be sent, and how many code points are left (negative: too many). */
export function measure(text) {
  const body = toBody(text);
  const left = LIMIT - countCodePoints(body);
  return { body, left, sendable: !isBlank(body) && left >= 0 };
}
