/**
 * How well a text answers what was typed: the lower, the better; null if it does not. A text that begins with it comes
 * first, then one with a word that begins with it, then one that contains it, then one that has its letters in this order,
 * close together.
 * @param {string} query as `folded` returns it
 * @param {string} text as `folded` returns it
 * @returns {number | null}
 */
export function rank(query, text) {
  if (!query) return 0;
  const at = text.indexOf(query);
  if (at === 0) return text.length === query.length ? 0 : 1 + slight(text.length);
  if (at > 0) {
    for (let next = at; next > 0; next = text.indexOf(query, next + 1))
      if (!isLetter(text[next - 1])) return 2 + slight(next);
    return 3 + slight(at);
  }
  if (query.includes(" ")) return rankOfWords(query.split(" "), text);
  return query.length < 2 || text.length > LONGEST ? null : rankOfLetters(query, text);
}

/** Words in any order, each of which begins a word of the text. @param {string[]} words @param {string} text */
function rankOfWords(words, text) {
  let worst = 0;
  for (const word of words) {
    const found = rank(word, text);
    if (found === null || found >= 3) return null;
    worst = Math.max(worst, found);
  }
  return worst + 0.9;
}

// Everything is somewhere in a long text.
const LONGEST = 60;
const MOST_GAPS = 12;

/** @param {string} query @param {string} text */
function rankOfLetters(query, text) {
  let first = -1;
  let at = -1;
  for (const letter of query) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return null;
    if (first < 0) {
      if (at > 0 && isLetter(text[at - 1])) return null;
      first = at;
    }
  }
  const gaps = at - first + 1 - query.length;
  return gaps > MOST_GAPS ? null : 4 + gaps / (MOST_GAPS + 1) + slight(first) / MOST_GAPS;
}

/** Below 1, so that it decides only among equals. @param {number} many */
const slight = (many) => many / (many + 1) / 2;

/** @param {string} character */
const isLetter = (character) => /[\p{L}\p{N}]/u.test(character);

// Most texts need no more than this, which is ten times as fast.
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Without upper case, accents and doubled spaces: "  Éva  K" is "eva k". @param {string} text */
export function folded(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.split(/\s+/).filter(Boolean).join(" ");
}

/**
 * The best items, best first; of equal ones, the earlier one. An item has several texts, of which the best one counts; a
 * later one counts a little less.
 * @template Item
 * @param {string} query as it was typed
 * @param {{item: Item, texts: string[]}[]} candidates `texts`: as `folded` returns them
 * @param {number} most
 * @returns {{item: Item, rank: number}[]}
 */
export function best(query, candidates, most) {
  const wanted = folded(query);
  /** @type {{item: Item, rank: number}[]} */
  const found = [];
  for (const { item, texts } of candidates) {
    /** @type {number | null} */
    let value = null;
    for (let each = 0; each < texts.length; each += 1) {
      const ranked = rank(wanted, texts[each]);
      if (ranked !== null && (value === null || ranked + each / 20 < value)) value = ranked + each / 20;
    }
    if (value !== null) found.push({ item, rank: value });
  }
  return found.sort((one, other) => one.rank - other.rank).slice(0, most);
}
