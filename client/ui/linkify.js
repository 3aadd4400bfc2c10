/**
 * A part of a message: text, or a link with `href`. `host` is the real host of the link in ASCII, if the text shows
 * another one: letters of other alphabets, and other forms of a letter, make one host look like another.
 * @typedef {{ text: string, href?: string, host?: string }} Piece
 */

const SAFE = new Set(["http:", "https:", "mailto:"]);

// A link ends at white space, at quotes and angle brackets, and at invisible characters, such as those that change the
// direction of text, which make one address look like another.
const CANDIDATE = /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)[^\s<>"`\\\p{Cf}]+/giu;
const TRAILING = /[.,:;!?'’”»*_~…،。]$/u;
/** @type {Record<string, string>} */
const PAIRS = { ")": "(", "]": "[", "}": "{" };

/** Splits a message at its links. Joined again, the pieces are exactly the message. @param {string} text */
export function linkify(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const link = trimmed(match[0]);
    const url = safeUrl(link);
    if (!url) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    const { href, protocol, hostname } = url;
    const plain = link.toLowerCase().startsWith(`${protocol}//${hostname}`) || !hostname;
    pieces.push({ text: link, href, ...(plain ? {} : { host: hostname }) });
    end = match.index + link.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}

/** Of "https://a.example/b_(c)).", keeps the brackets that are part of the link. @param {string} link */
function trimmed(link) {
  let kept = link;
  for (;;) {
    const last = kept.at(-1) ?? "";
    const opening = PAIRS[last];
    const unpaired = opening && count(kept, last) > count(kept, opening);
    if (!unpaired && !TRAILING.test(kept)) return kept;
    kept = kept.slice(0, -1);
  }
}

/**
 * Null for addresses with a user name ("https://bank.example@evil.example"), and for email addresses whose host is not
 * ASCII, which URL encodes with "%".
 * @param {string} link
 */
export function safeUrl(link) {
  const url = parse(link);
  if (!url || !SAFE.has(url.protocol) || url.username || url.password) return null;
  if (url.protocol === "mailto:" && !/^[^@\s]+@[^@\s%]+$/.test(url.pathname)) return null;
  return url;
}

/** @param {string} link */
function parse(link) {
  try {
    return new URL(link);
  } catch {
    return null;
  }
}

/** @param {string} text @param {string} character */
function count(text, character) {
  return text.split(character).length - 1;
}
