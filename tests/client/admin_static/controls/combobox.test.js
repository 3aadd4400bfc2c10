import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenAfter } from "../../../../admin_static/controls/combobox.js";

test("the arrow keys go round the list", () => {
  assert.equal(chosenAfter("ArrowDown", 0, 3), 1);
  assert.equal(chosenAfter("ArrowDown", 2, 3), 0);
  assert.equal(chosenAfter("ArrowUp", 0, 3), 2);
  assert.equal(chosenAfter("ArrowUp", -1, 3), 2);
  assert.equal(chosenAfter("ArrowDown", -1, 3), 0);
});

test("Page Up and Page Down take ten, and stop at the ends", () => {
  assert.equal(chosenAfter("PageDown", 0, 30), 10);
  assert.equal(chosenAfter("PageDown", 25, 30), 29);
  assert.equal(chosenAfter("PageUp", 25, 30), 15);
  assert.equal(chosenAfter("PageUp", 4, 30), 0);
});

test("all other keys, and all keys of an empty list, belong to the text box", () => {
  for (const key of ["a", "Home", "End", "ArrowLeft", "Enter"])
    assert.equal(chosenAfter(key, 1, 3), null, key);
  assert.equal(chosenAfter("ArrowDown", 0, 0), null);
});
