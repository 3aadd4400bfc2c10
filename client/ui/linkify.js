/**
 * A message is text. This finds the links in it; everything else stays text, and the pieces put
 * together are the message again, letter for letter.
 *
 * `host`: where the link really leads, in ASCII, when its text does not say so. Letters of another
 * alphabet, or another form of a letter, make one host look like another.
 *
 * @typedef {{ text: string, href?: string, host?: string }} Piece
 */

const SAFE = new Set(["http:", "https:", "mailto:"]);

// A link ends at white space, at quotes and brackets that never belong to one, and at invisible
// characters, such as those that turn the direction of text, which make one address look like another.
const CANDIDATE = /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)[^\s<>"`\\\p{Cf}]+/giu;
const TRAILING = /[.,:;!?'’”»*_~…،。]$/u;
const PAIRS = { ")": "(", "]": "[", "}": "{" };

/** @returns {Piece[]} */
export function linkify(text) {
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

/** "(see https://a.example/b_(c))." keeps the pair that belongs to the link and drops the rest. */
function trimmed(link) {
  let kept = link;
  for (;;) {
    const last = kept.at(-1);
    const opening = PAIRS[last];
    const unpaired = opening && count(kept, last) > count(kept, opening);
    if (!unpaired && !TRAILING.test(kept)) return kept;
    kept = kept.slice(0, -1);
  }
}

/**
 * An address with a name before the host ("https://bank.example@evil.example") is left as text, and so is
 * an e-mail address whose host has letters that are not ASCII, which URL writes as "%".
 */
function safeUrl(link) {
  const url = parse(link);
  if (!url || !SAFE.has(url.protocol) || url.username || url.password) return null;
  if (url.protocol === "mailto:" && !/^[^@\s]+@[^@\s%]+$/.test(url.pathname)) return null;
  return url;
}

function parse(link) {
  try {
    return new URL(link);
  } catch {
    return null;
  }
}

function count(text, character) {
  return text.split(character).length - 1;
}
