/**
 * A message is text. This finds the links in it; everything else stays text, and the pieces put
 * together are the message again, letter for letter.
 *
 * @typedef {{ text: string, href?: string }} Piece
 */

const SAFE = new Set(["http:", "https:", "mailto:"]);

// A link ends at white space, at quotes and brackets that never belong to one, and at the invisible
// characters that turn the direction of text, which are used to make one address look like another.
const CANDIDATE =
  /(?<![\p{L}\p{N}])(?:https?:\/\/|mailto:)[^\s<>"`\\\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/giu;
const TRAILING = /[.,:;!?'’”»*_~…،。]$/u;
const PAIRS = { ")": "(", "]": "[", "}": "{" };

/** @returns {Piece[]} */
export function linkify(text) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const link = trimmed(match[0]);
    const href = safeHref(link);
    if (!href) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: link, href });
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

/** An address with a name before the host ("https://bank.example@evil.example") is left as text. */
function safeHref(link) {
  const url = parse(link);
  if (!url || !SAFE.has(url.protocol) || url.username || url.password) return null;
  if (url.protocol === "mailto:" && !/^[^@\s]+@[^@\s]+$/.test(url.pathname)) return null;
  return url.href;
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
