import assert from "node:assert/strict";
import { test } from "node:test";
import { best, folded, rank } from "../../../../admin_static/controls/ranking.js";

const order = (query, ...texts) =>
  best(
    query,
    texts.map((text) => ({ item: text, texts: [folded(text)] })),
    20,
  ).map(({ item }) => item);

test("a text that begins with what was typed comes first, then a word that does, then any other place", () => {
  assert.deepEqual(order("ret", "Secret", "Tea return", "Regret to", "Returns", "No match"), [
    "Returns",
    "Tea return",
    "Secret",
    "Regret to",
  ]);
});

test("an equal text is before all others, and of two beginnings the shorter text is first", () => {
  assert.deepEqual(order("anna", "Annabel", "Anna Lee", "Anna"), ["Anna", "Annabel", "Anna Lee"]);
});

test("letters in their order are enough, close together and after everything else", () => {
  assert.deepEqual(order("clco", "Close the conversation", "clcomet"), ["clcomet", "Close the conversation"]);
  assert.equal(rank("co", "a sack of tea"), null);
  assert.equal(rank("xyz", "close the conversation"), null);
  assert.equal(rank("ad", "a very long text with the letter far away: d"), null);
  assert.equal(rank("q", "plain text without it"), null);
});

test("words may come in any order, but each has to begin a word", () => {
  assert.deepEqual(order("lee an", "Anna Lee", "Lee Young", "Bilee Moran"), ["Anna Lee"]);
});

test("upper case, accents and white space make no difference, in any alphabet", () => {
  assert.equal(folded("  Éva   KOVÁCS "), "eva kovacs");
  assert.deepEqual(order("eva", "Éva Kovács"), ["Éva Kovács"]);
  assert.deepEqual(order("ИВАН", "Иван Петров"), ["Иван Петров"]);
  assert.equal(folded("ﬁnal"), "final");
});

test("without a query everything is listed as it was given", () => {
  assert.deepEqual(order("", "b", "a"), ["b", "a"]);
});

test("of an item's texts the best one counts, and a later one a little less", () => {
  const candidates = [
    { item: "by email", texts: ["zoe", "anna@shop.example"] },
    { item: "by name", texts: ["anna@shop.example", "anna@shop.example"] },
    { item: "neither", texts: ["zoe", "zoe@shop.example"] },
  ];
  assert.deepEqual(
    best("anna", candidates, 20).map(({ item }) => item),
    ["by name", "by email"],
  );
  assert.equal(best("anna", candidates, 1).length, 1);
});
