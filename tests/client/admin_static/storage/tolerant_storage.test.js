import assert from "node:assert/strict";
import { test } from "node:test";
import { tolerantStorage } from "../../../../admin_static/storage/tolerant_storage.js";
import { memoryStorage } from "./memory_storage.js";

const blocked = () => {
  throw new Error("SecurityError");
};

test("it keeps in the browser's storage what that takes", () => {
  const real = memoryStorage();
  const storage = tolerantStorage(() => real);
  storage.setItem("a", "1");
  assert.equal(real.getItem("a"), "1");
  assert.equal(tolerantStorage(() => real).getItem("a"), "1");
  storage.removeItem("a");
  assert.equal(real.getItem("a"), null);
});

test("a blocked storage is replaced by memory", () => {
  const storage = tolerantStorage(blocked);
  assert.equal(storage.getItem("a"), null);
  storage.setItem("a", "1");
  assert.equal(storage.getItem("a"), "1");
  storage.removeItem("a");
  assert.equal(storage.getItem("a"), null);
});

test("a full storage does not give back the older value", () => {
  const real = memoryStorage({ a: "old" });
  const storage = tolerantStorage(() => ({ ...real, setItem: blocked }));
  storage.setItem("a", "new");
  assert.equal(storage.getItem("a"), "new");
});
