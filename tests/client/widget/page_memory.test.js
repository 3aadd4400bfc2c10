import assert from "node:assert/strict";
import { test } from "node:test";
import { createPageMemory } from "../../../widget/page_memory.js";

function storage() {
  const values = new Map();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  };
}

test("the next page knows whether the panel was open and what was not sent", () => {
  const store = storage();
  const memory = createPageMemory(() => store, "pl_1");
  memory.keepOpen(true);
  memory.keepDraft("Is it in stock?", true);
  const next = createPageMemory(() => store, "pl_1");
  assert.equal(next.wasOpen(), true);
  assert.equal(next.draft(), "Is it in stock?");
});

test("closed and empty leave nothing behind", () => {
  const store = storage();
  const memory = createPageMemory(() => store, "pl_1");
  memory.keepOpen(true);
  memory.keepDraft("x", true);
  memory.keepOpen(false);
  memory.keepDraft("", true);
  assert.equal(store.values.size, 0);
});

test("two sites on one origin do not mix", () => {
  const store = storage();
  createPageMemory(() => store, "pl_1").keepOpen(true);
  assert.equal(createPageMemory(() => store, "pl_2").wasOpen(), false);
});

test("a browser that forbids storage remembers nothing and breaks nothing", () => {
  const memory = createPageMemory(() => {
    throw new Error("denied");
  }, "pl_1");
  memory.keepOpen(true);
  memory.keepDraft("x", true);
  assert.equal(memory.wasOpen(), false);
});

test("what is not to stay is remembered for a panel that is made anew, and not stored", () => {
  const store = storage();
  const memory = createPageMemory(() => store, "pl_1");
  memory.keepDraft("Is it", false);
  assert.equal(memory.draft(), "Is it");
  assert.equal(store.values.size, 0);
});
