import assert from "node:assert/strict";
import { test } from "node:test";
import { between } from "../../../../admin_static/thread/reveal.js";

const drawn = [
  { order: 90, top: 5000 },
  { order: 10, top: 400 },
  { order: 30, top: 1200 },
];

test("a row that is not drawn is looked for between its neighbours, by its share of the gap", () => {
  assert.equal(between(drawn, 20, 0), 800);
  assert.equal(between(drawn, 60, 0), 3100);
});

test("before the first and after the last one that is drawn, there is nothing to compare with", () => {
  assert.equal(between(drawn, 3, 16), 16);
  assert.equal(between(drawn, 95, 16), 5001);
  assert.equal(between([], 5, 16), null);
});
