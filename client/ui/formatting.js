/**
 * The part of Markdown that people of the site write: bold, italic, code, lists and links. Everything else stays text.
 * The tree has no HTML in it, so a text can become nothing but the elements named here.
 *
 * @typedef {string | {kind: "strong", inside: Inline[]} | {kind: "em", inside: Inline[]} | {kind: "code", text: string}
 *   | {kind: "link", href: string, text: string}} Inline a string may contain addresses that linkify finds
 * @typedef {{kind: "text", inside: Inline[]} | {kind: "code", text: string}
 *   | {kind: "list", start: number | null, items: Inline[][]}} Block `start`: of a numbered list
 */
import { safeUrl } from "./linkify.js";

// Emphasis begins and ends at a word's edge, so that "2*3*4" and "snake_case_name" stay as they are.
const BEFORE = "(?<![\\p{L}\\p{N}*_])";
const AFTER = "(?![\\p{L}\\p{N}*_])";
const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    '\\[(?<label>[^\\[\\]\\n]+)\\]\\((?<address>[^\\s()<>"`\\\\\\p{Cf}]+)\\)',
    "(?<bare>(?:https?:\\/\\/|mailto:)\\S+)",
    `${BEFORE}\\*\\*(?<strong>\\S(?:[^\\n]*?\\S)??)\\*\\*${AFTER}`,
    `${BEFORE}(?<mark>[*_])(?<em>[^\\s*_](?:[^\\n*_]*[^\\s*_])?)\\k<mark>${AFTER}`,
  ].join("|"),
  "giu",
);
const FENCE = /^``` *$/;
const ITEM = /^ {0,3}(?:[-*•]|(?<number>\d{1,3})[.)]) +(?<text>\S.*)$/;

/** @param {string} text @returns {Block[]} */
export function format(text) {
  const lines = text.split("\n");
  /** @type {Block[]} */
  const blocks = [];
  /** @type {string[]} */
  let plain = [];
  const endText = () => {
    const body = trimLines(plain).join("\n");
    if (body) blocks.push({ kind: "text", inside: inline(body) });
    plain = [];
  };

  for (let at = 0; at < lines.length; at += 1) {
    const end = FENCE.test(lines[at]) ? lines.findIndex((line, later) => later > at && FENCE.test(line)) : -1;
    if (end > at) {
      endText();
      blocks.push({ kind: "code", text: lines.slice(at + 1, end).join("\n") });
      at = end;
      continue;
    }
    const first = ITEM.exec(lines[at]);
    if (!first) {
      plain.push(lines[at]);
      continue;
    }
    endText();
    const items = [inline(first.groups?.text ?? "")];
    const numbered = first.groups?.number;
    while (at + 1 < lines.length) {
      const next = ITEM.exec(lines[at + 1]);
      if (!next || (next.groups?.number === undefined) !== (numbered === undefined)) break;
      items.push(inline(next.groups?.text ?? ""));
      at += 1;
    }
    blocks.push({ kind: "list", start: numbered === undefined ? null : Number(numbered), items });
  }
  endText();
  return blocks;
}

/** One line without its signs, as for a preview. @param {string} line */
export const unformatted = (line) => inline(line).map(wordsOf).join("");

/** @param {Inline} part @returns {string} */
function wordsOf(part) {
  if (typeof part === "string") return part;
  return "text" in part ? part.text : part.inside.map(wordsOf).join("");
}

/** @param {string} text @returns {Inline[]} */
function inline(text) {
  /** @type {Inline[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const part = partOf(match.groups ?? {});
    if (part === null) continue;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(part);
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** @param {Record<string, string | undefined>} found @returns {Inline | null} */
function partOf({ code, label, address, bare, strong, em }) {
  if (code !== undefined) return { kind: "code", text: code };
  if (bare !== undefined) return bare; // linkify's: nothing in an address is emphasis
  if (strong !== undefined) return { kind: "strong", inside: inline(strong) };
  if (em !== undefined) return { kind: "em", inside: inline(em) };
  const url = safeUrl(address ?? "");
  return url && { kind: "link", href: url.href, text: label ?? "" };
}

/** Without empty lines at the start and the end: the blocks have their own distance. @param {string[]} lines */
function trimLines(lines) {
  const isFull = (/** @type {string} */ line) => line.trim() !== "";
  const first = lines.findIndex(isFull);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isFull) + 1);
}
