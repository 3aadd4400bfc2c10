import assert from "node:assert/strict";
import { test } from "node:test";
import { EMOJI, nextEmoji } from "../../../client/ui/emoji.js";

const ALL = EMOJI.flat();
const firstOf = (group) => EMOJI.slice(0, group).flat().length;

test("each emoji is one picture, and there once", () => {
  assert.equal(new Set(ALL).size, ALL.length);
  const segments = new Intl.Segmenter("en", { granularity: "grapheme" });
  for (const emoji of ALL) {
    assert.equal([...segments.segment(emoji)].length, 1, emoji);
    assert.match(emoji, /^(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F)$/u, emoji);
  }
});

test("people have the default skin tone", () => {
  for (const emoji of ALL) assert.doesNotMatch(emoji, /\p{Emoji_Modifier}/u);
});

test("arrows move to the neighbours, and to the left neighbour in a language that is written to the left", () => {
  assert.equal(nextEmoji("ArrowRight", 3, false), 4);
  assert.equal(nextEmoji("ArrowLeft", 3, false), 2);
  assert.equal(nextEmoji("ArrowRight", 3, true), 2);
  assert.equal(nextEmoji("ArrowLeft", 3, true), 4);
  assert.equal(nextEmoji("ArrowLeft", 0, false), 0);
  assert.equal(nextEmoji("ArrowRight", ALL.length - 1, false), ALL.length - 1);
});

test("up and down move by a row, also between groups whose last row is not full", () => {
  assert.equal(nextEmoji("ArrowDown", 3, false), 11);
  assert.equal(nextEmoji("ArrowUp", 11, false), 3);
  assert.equal(nextEmoji("ArrowUp", 3, false), 3);
  const second = firstOf(1);
  assert.equal(nextEmoji("ArrowDown", second - 1, false), second + ((EMOJI[0].length - 1) % 8));
  assert.equal(nextEmoji("ArrowUp", second + 7, false), second - 1);
});

test("Home and End are the first and the last; other keys do not move", () => {
  assert.equal(nextEmoji("Home", 20, false), 0);
  assert.equal(nextEmoji("End", 20, false), ALL.length - 1);
  assert.equal(nextEmoji("a", 20, false), null);
  assert.equal(nextEmoji("Enter", 20, false), null);
});
