import assert from "node:assert/strict";
import { test } from "node:test";
import { languagesIn } from "../../../../admin_static/inbox/filters.js";

test("the languages to choose from are those of the loaded conversations, by name", () => {
  const rows = [{ language: "es" }, {}, { language: "de" }, { language: "es" }];
  assert.deepEqual(languagesIn(rows, null), [
    ["de", "German"],
    ["es", "Spanish"],
  ]);
});

test("the chosen language can be taken away although no loaded conversation has it", () => {
  assert.deepEqual(languagesIn([], "fr"), [["fr", "French"]]);
});
