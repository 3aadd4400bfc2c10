import assert from "node:assert/strict";
import { test } from "node:test";
import { initialOf, toneOf } from "../../../client/ui/avatar.js";

test("the initial is the first letter of any script, in upper case", () => {
  assert.equal(initialOf("maya"), "M");
  assert.equal(initialOf("  élodie"), "É");
  assert.equal(initialOf("ليلى"), "ل");
  assert.equal(initialOf("🫖 tea"), "T");
});

test("a name without letters has a dot", () => {
  assert.equal(initialOf("🫖"), "•");
  assert.equal(initialOf(""), "•");
});

test("a seed always has the same tone, one of six", () => {
  const seeds = Array.from({ length: 200 }, (_, i) => `c_${i}`);
  assert.equal(toneOf("c_1"), toneOf("c_1"));
  assert.deepEqual([...new Set(seeds.map(toneOf))].sort(), [0, 1, 2, 3, 4, 5]);
});
