import assert from "node:assert/strict";
import { test } from "node:test";
import { tolerantStorage } from "../../../../admin_static/storage/tolerant_storage.js";
import { memoryStorage } from "./memory_storage.js";

const blocked = () => {
  throw new Error("SecurityError");
};

test("values are kept in the browser's storage", () => {
  const real = memoryStorage();
  const storage = tolerantStorage(() => real);
  storage.setItem("a", "1");
  assert.equal(real.getItem("a"), "1");
  assert.equal(tolerantStorage(() => real).getItem("a"), "1");
  storage.removeItem("a");
  assert.equal(real.getItem("a"), null);
});

test("memory replaces a blocked storage", () => {
  const storage = tolerantStorage(blocked);
  assert.equal(storage.getItem("a"), null);
  storage.setItem("a", "1");
  assert.equal(storage.getItem("a"), "1");
  storage.removeItem("a");
  assert.equal(storage.getItem("a"), null);
});

test("a full storage does not return the older value", () => {
  const real = memoryStorage({ a: "old" });
  const storage = tolerantStorage(() => ({ ...real, setItem: blocked }));
  storage.setItem("a", "new");
  assert.equal(storage.getItem("a"), "new");
});
