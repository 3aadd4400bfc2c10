import assert from "node:assert/strict";
import { test } from "node:test";
import { createSessionStore } from "../../../admin_static/session_store.js";
import { memoryStorage } from "./memory_storage.js";

const session = { token: "t", expires_at: 1000, admin: { id: "a_1", email: "maya@shop.example" } };

function storeAt(time, storage = memoryStorage()) {
  return createSessionStore({ storage, now: () => time });
}

test("a session survives a reload", () => {
  const storage = memoryStorage();
  storeAt(0, storage).write(session);
  assert.deepEqual(storeAt(999, storage).read(), session);
});

test("a session that has run out is none", () => {
  const storage = memoryStorage();
  storeAt(0, storage).write(session);
  assert.equal(storeAt(1000, storage).read(), null);
});

test("signing out leaves nothing behind", () => {
  const storage = memoryStorage();
  const store = storeAt(0, storage);
  store.write(session);
  store.clear();
  assert.equal(store.read(), null);
  assert.equal(storage.map.size, 0);
});

test("what is not a session is none", () => {
  const storage = memoryStorage();
  storeAt(0, storage).write(session);
  const [key] = storage.map.keys();
  for (const text of [
    "",
    "{",
    "null",
    "[]",
    '"x"',
    '{"expires_at": 9999}',
    '{"token": 1}',
    '{"token": "t"}',
  ]) {
    storage.map.set(key, text);
    assert.equal(storeAt(0, storage).read(), null, text);
  }
});
