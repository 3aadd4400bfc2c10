import assert from "node:assert/strict";
import { test } from "node:test";
import { createRecent } from "../../../../admin_static/palette/recent.js";
import { memoryStorage } from "../storage/memory_storage.js";

test("the last choice is the first, once, and the oldest are forgotten", () => {
  const recent = createRecent(memoryStorage());
  for (let at = 0; at < 14; at += 1) recent.add(`page ${at}`);
  recent.add("page 5");
  assert.equal(recent.read().length, 12);
  assert.deepEqual(recent.read().slice(0, 2), ["page 5", "page 13"]);
  assert.equal(recent.read().filter((key) => key === "page 5").length, 1);
});

test("what somebody else has stored under the name is ignored", () => {
  const storage = memoryStorage();
  storage.setItem("porchlight.admin.recent", '{"a":1}');
  assert.deepEqual(createRecent(storage).read(), []);
  storage.setItem("porchlight.admin.recent", '[1,"page faq"]');
  assert.deepEqual(createRecent(storage).read(), ["page faq"]);
});
