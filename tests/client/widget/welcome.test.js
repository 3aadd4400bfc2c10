import assert from "node:assert/strict";
import { test } from "node:test";
import { welcomeIn } from "../../../widget/welcome.js";

const [en, de, br] = ["Hello", "Hallo", "Olá"].map((title) => ({ title }));
const file = { language: "en", welcome: { en, de, "pt-br": br } };

for (const [languages, wanted] of [
  [["de"], de],
  [["de-AT"], de],
  [["pt_BR"], br],
  [["", "de", "en"], de],
  [["pt-BR"], br],
  [["pt-PT", "fr"], en],
  [["fr", "de"], de],
  [[], en],
])
  test(`a page and browser in ${languages.join(", ") || "no language"} get ${wanted.title}`, () => {
    assert.equal(welcomeIn(file, [...languages, file.language]), wanted);
  });

test("without a welcome the usual texts are shown", () => {
  assert.deepEqual(welcomeIn({}, ["de"]), {});
  assert.deepEqual(welcomeIn({ welcome: { de } }, ["fr", undefined]), {});
});
