import assert from "node:assert/strict";
import { test } from "node:test";
import { previewText, sharedNames, shortId } from "../../../../admin_static/inbox/inbox_row.js";

test("rows that share a name show a part of their id", () => {
  const shared = sharedNames([
    { name: "Visitor" },
    { name: "Ada" },
    { name: "Visitor" },
    { name: "Visitor" },
  ]);
  assert.deepEqual([...shared], ["Visitor"]);
  assert.equal(shortId("c_5hXb0mJt2QyVwR8s"), "wR8s");
});

test("a preview is without the signs of formatting, and says that its message was deleted", () => {
  assert.equal(previewText("In **stock**", "admin"), "In stock");
  assert.equal(previewText("In **stock**", "visitor"), "In **stock**");
  assert.equal(previewText("", "visitor"), "inbox.deleted");
});
