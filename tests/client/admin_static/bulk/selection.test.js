import assert from "node:assert/strict";
import { test } from "node:test";
import { everything, NOTHING, reached, remaining, toggled } from "../../../../admin_static/bulk/selection.js";

const all = ["a", "b", "c", "d", "e"];
const idsOf = ({ ids }) => [...ids].sort().join("");

test("a conversation is selected and taken out again", () => {
  const one = toggled(NOTHING, "b");
  assert.deepEqual([idsOf(one), one.anchor], ["b", "b"]);
  assert.equal(idsOf(toggled(one, "b")), "");
  assert.equal(idsOf(NOTHING), "");
});

test("a range goes from the last selected one to this one, in both directions, and keeps what was selected", () => {
  const from = toggled(toggled(NOTHING, "e"), "c");
  assert.equal(idsOf(reached(from, all, "a")), "abce");
  assert.equal(idsOf(reached(toggled(NOTHING, "b"), all, "d")), "bcd");
});

test("a range without a beginning is the conversation itself", () => {
  assert.equal(idsOf(reached(NOTHING, all, "c")), "c");
});

test("what leaves the list is not selected any more; else the selection is the same one", () => {
  const selection = everything(all);
  assert.equal(remaining(selection, all), selection);
  assert.equal(idsOf(remaining(selection, ["b", "z"])), "b");
  assert.equal(remaining(NOTHING, all), NOTHING);
});
