import assert from "node:assert/strict";
import { test } from "node:test";
import { createDrafts } from "../../../../admin_static/storage/drafts.js";
import { memoryStorage } from "./memory_storage.js";

test("each conversation keeps its own draft over a reload", () => {
  const storage = memoryStorage();
  createDrafts(storage).write("c_1", "half a sen");
  createDrafts(storage).write("c_2", "مرحبا 🫖");
  const reloaded = createDrafts(storage);
  assert.equal(reloaded.read("c_1"), "half a sen");
  assert.equal(reloaded.read("c_2"), "مرحبا 🫖");
  assert.equal(reloaded.read("c_3"), "");
});

test("a draft that is sent or emptied is forgotten", () => {
  const storage = memoryStorage();
  const drafts = createDrafts(storage);
  drafts.write("c_1", "gone soon");
  drafts.write("c_1", "");
  assert.equal(drafts.read("c_1"), "");
  assert.doesNotMatch([...storage.map.values()].join(), /c_1/);
});

test("signing out forgets every draft", () => {
  const storage = memoryStorage();
  const drafts = createDrafts(storage);
  drafts.write("c_1", "private");
  drafts.clear();
  assert.equal(storage.map.size, 0);
});

test("broken storage reads as no draft", () => {
  const storage = memoryStorage();
  createDrafts(storage).write("c_1", "x");
  const [key] = storage.map.keys();
  for (const broken of ["{", "null", "7"]) {
    storage.map.set(key, broken);
    assert.equal(createDrafts(storage).read("c_1"), "", broken);
  }
});
