import assert from "node:assert/strict";
import { test } from "node:test";
import { createDrafts, createKnownDevices } from "../../../../admin_static/storage/local_state.js";
import { createSessionStore } from "../../../../admin_static/storage/session_store.js";
import { memoryStorage } from "./memory_storage.js";

test("each conversation keeps its own draft after a reload", () => {
  const storage = memoryStorage();
  createDrafts(storage, "a_1").write("c_1", "half a sen");
  createDrafts(storage, "a_1").write("c_2", "مرحبا 🫖");
  const reloaded = createDrafts(storage, "a_1");
  assert.equal(reloaded.read("c_1"), "half a sen");
  assert.equal(reloaded.read("c_2"), "مرحبا 🫖");
  assert.equal(reloaded.read("c_3"), "");
});

test("nobody else who signs in with this tab sees a draft, and it is still there afterwards", () => {
  const storage = memoryStorage();
  createDrafts(storage, "a_1").write("c_1", "private");
  const other = createDrafts(storage, "a_2");
  assert.equal(other.read("c_1"), "");
  assert.deepEqual(other.ids(), []);
  other.write("c_1", "another");
  other.clear();
  assert.equal(createDrafts(storage, "a_1").read("c_1"), "private");
});

test("a draft that is sent or emptied is deleted", () => {
  const storage = memoryStorage();
  const drafts = createDrafts(storage, "a_1");
  drafts.write("c_1", "deleted soon");
  drafts.write("c_1", "");
  assert.equal(drafts.read("c_1"), "");
  assert.doesNotMatch([...storage.map.values()].join(), /c_1/);
});

test("signing out deletes every draft", () => {
  const storage = memoryStorage();
  const drafts = createDrafts(storage, "a_1");
  drafts.write("c_1", "private");
  drafts.clear();
  assert.equal(storage.map.size, 0);
});

test("a damaged storage has no drafts", () => {
  const storage = memoryStorage();
  createDrafts(storage, "a_1").write("c_1", "x");
  const [key] = storage.map.keys();
  for (const broken of ["{", "null", "7"]) {
    storage.map.set(key, broken);
    assert.equal(createDrafts(storage, "a_1").read("c_1"), "", broken);
  }
});

test("each account that has signed in here has one token, newest first", () => {
  const devices = createKnownDevices(memoryStorage());
  devices.keep("a_1", "first");
  devices.keep("a_2", "second");
  devices.keep("a_1", "third");
  assert.deepEqual(devices.tokens(), ["third", "second"]);
});

test("no more tokens are stored than the server accepts", () => {
  const devices = createKnownDevices(memoryStorage());
  for (let number = 0; number < 12; number++) devices.keep(`a_${number}`, `token ${number}`);
  assert.equal(devices.tokens().length, 10);
  assert.equal(devices.tokens()[0], "token 11");
});

test("a stored value that is not a list of tokens is ignored", () => {
  for (const stored of ["", "{", "null", "5", '{"a":1}', "[1]", '[["a_1",5]]']) {
    const storage = memoryStorage();
    storage.setItem("porchlight.admin.devices", stored);
    assert.deepEqual(createKnownDevices(storage).tokens(), [], stored);
  }
});

test("signing in and every renewal store the token, and signing out keeps it", () => {
  const devices = createKnownDevices(memoryStorage());
  const store = createSessionStore({
    storage: memoryStorage(),
    channel: null,
    devices,
    now: () => 0,
    setTimeout: () => {},
  });
  const session = {
    session_id: "s_1",
    refresh_token: "r",
    refresh_expires_at: 1,
    admin: { id: "a_1", email: "" },
    site: { id: "default" },
  };
  store.write({ ...session, device_token: "one" });
  store.write({ ...session, device_token: "two" });
  store.end();
  assert.deepEqual(devices.tokens(), ["two"]);
});
