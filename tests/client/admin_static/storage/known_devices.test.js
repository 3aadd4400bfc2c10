import assert from "node:assert/strict";
import { test } from "node:test";
import { createKnownDevices } from "../../../../admin_static/storage/known_devices.js";
import { createSessionStore } from "../../../../admin_static/storage/session_store.js";
import { memoryStorage } from "./memory_storage.js";

test("every account that has signed in here has one token, the newest first", () => {
  const devices = createKnownDevices(memoryStorage());
  devices.keep("a_1", "first");
  devices.keep("a_2", "second");
  devices.keep("a_1", "third");
  assert.deepEqual(devices.tokens(), ["third", "second"]);
});

test("no more are kept than the server takes", () => {
  const devices = createKnownDevices(memoryStorage());
  for (let number = 0; number < 12; number++) devices.keep(`a_${number}`, `token ${number}`);
  assert.equal(devices.tokens().length, 10);
  assert.equal(devices.tokens()[0], "token 11");
});

test("what is stored and is no list of tokens counts for nothing", () => {
  for (const stored of ["", "{", "null", "5", '{"a":1}', "[1]", '[["a_1",5]]']) {
    const storage = memoryStorage();
    storage.setItem("porchlight.admin.devices", stored);
    assert.deepEqual(createKnownDevices(storage).tokens(), [], stored);
  }
});

test("signing in and every renewal keep the token, and signing out leaves it", () => {
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
  };
  store.write({ ...session, device_token: "one" });
  store.write({ ...session, device_token: "two" });
  store.write(session); // by a server of an earlier version
  store.end();
  assert.deepEqual(devices.tokens(), ["two"]);
});
