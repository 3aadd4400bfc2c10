import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen } from "../../../widget/bubble/chosen.js";

const text = (bubbles, path, tag) => chosen(bubbles, path, tag)?.text;

test("the first bubble that fits the page and the language is chosen", () => {
  const bubbles = [
    { text: "Grüezi", seconds: 1, language: "de-CH" },
    { text: "Preise?", seconds: 1, language: "de", paths: ["/preise*"] },
    { text: "Hallo", seconds: 1, language: "de" },
    { text: "Kettles?", seconds: 1, paths: ["/kettles/*", "/teas"] },
  ];
  assert.equal(text(bubbles, "/", "de_CH"), "Grüezi");
  assert.equal(text(bubbles, "/preise/2026", "de-AT"), "Preise?");
  assert.equal(text(bubbles, "/", "DE"), "Hallo");
  assert.equal(text(bubbles, "/kettles/blue", "fr"), "Kettles?");
  assert.equal(text(bubbles, "/teas/", "fr"), "Kettles?");
});

test("without a fitting one there is none", () => {
  assert.equal(text([], "/", "en"), undefined);
  assert.equal(text([{ text: "Hallo", seconds: 1, language: "de" }], "/", "en"), undefined);
  assert.equal(text([{ text: "Brasil", seconds: 1, language: "pt-BR" }], "/", "pt"), undefined);
  assert.equal(text([{ text: "Only here", seconds: 1, paths: ["/here"] }], "/there", "en"), undefined);
});
