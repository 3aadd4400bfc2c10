import assert from "node:assert/strict";
import { test } from "node:test";
import { createSessionStore } from "../../../../admin_static/storage/session_store.js";
import { memoryStorage } from "./memory_storage.js";

const ADMIN = { id: "a_1", email: "maya@shop.example" };

/** A session after a number of renewals. */
const session = (renewals = 0, session_id = "s_1") => ({
  token: `access-${renewals}`,
  session_id,
  refresh_token: `refresh-${renewals}`,
  refresh_expires_at: 1000 + renewals,
  admin: ADMIN,
  site: { id: "default" },
});
const kept = (renewals) => ({
  session_id: "s_1",
  refresh_token: `refresh-${renewals}`,
  refresh_expires_at: 1000 + renewals,
  renewed_at: 0,
  email: ADMIN.email,
});

/** Tabs of one browser: each receives what the others post. Timers run when the test calls `patience`. */
function browser() {
  const channels = [];
  const shared = memoryStorage();
  const timers = [];
  function tab(storage = memoryStorage(), time = 0) {
    let receive = () => {};
    const channel = {
      postMessage(data) {
        for (const other of channels) if (other !== channel) other.receive(data);
      },
      addEventListener: (_, job) => {
        receive = job;
      },
      receive: (data) => receive({ data: structuredClone(data) }),
    };
    channels.push(channel);
    const closes = () => channels.splice(channels.indexOf(channel), 1);
    const store = createSessionStore({
      storage,
      shared,
      channel,
      now: () => time,
      setTimeout: (job) => timers.push(job),
    });
    return { store, storage, closes };
  }
  const patience = () => {
    for (const job of timers.splice(0)) job();
  };
  return { tab, patience };
}

test("the refresh token survives a reload; the access token stays in memory", () => {
  const { store, storage } = browser().tab();
  store.write(session());
  assert.deepEqual(browser().tab(storage, 999).store.read(), kept(0));
  assert.doesNotMatch([...storage.map.values()].join(), /access/);
});

test("of two renewals within one second, every tab keeps the later one", () => {
  const { tab } = browser();
  const within = (renewals) => ({ ...session(renewals), refresh_expires_at: 1000 });
  const [first, copy] = [tab(memoryStorage(), 1), tab(memoryStorage(), 2)];
  first.store.write(within(0));
  copy.store.write(within(1));
  assert.equal(first.store.read().refresh_token, "refresh-1");
  const late = tab(memoryStorage(), 1);
  late.store.write(within(2)); // its clock is behind the other two
  assert.equal(first.store.read().refresh_token, "refresh-1");
});

test("an expired refresh token is not returned", () => {
  const { store, storage } = browser().tab();
  store.write(session());
  assert.equal(browser().tab(storage, 1000).store.read(), null);
});

test("signing out clears the session in all its tabs and notifies them", () => {
  const { tab } = browser();
  const [one, copy, other] = [tab(), tab(), tab()];
  one.store.write(session());
  copy.store.write(session());
  other.store.write(session(0, "s_2"));
  const notified = [];
  copy.store.onEnd(() => notified.push("copy"));
  other.store.onEnd(() => notified.push("other"));
  one.store.end();
  assert.deepEqual([one.storage.map.size, copy.storage.map.size, other.storage.map.size], [0, 0, 1]);
  assert.deepEqual(notified, ["copy"]);
});

test("clearing a session removes everything from its tab", () => {
  const { store, storage } = browser().tab();
  store.write(session());
  store.clear();
  assert.deepEqual([store.read(), storage.map.size], [null, 0]);
});

test("a tab that renews the session notifies the tabs that share it, and no others", () => {
  const { tab } = browser();
  const [one, copy, other] = [tab(), tab(), tab()];
  one.store.write(session());
  copy.store.write(session());
  other.store.write(session(0, "s_2"));
  const news = [];
  copy.store.onNews(({ token }) => news.push(token));
  one.store.write(session(1));
  assert.deepEqual([news, copy.store.read()], [["access-1"], kept(1)]);
  assert.equal(other.store.read().session_id, "s_2");
});

test("an older token never replaces a newer one", () => {
  const { tab } = browser();
  const [one, copy] = [tab(), tab()];
  one.store.write(session(2));
  copy.store.write(session(1));
  assert.deepEqual(one.store.read(), kept(2));
});

test("a duplicated tab gets the newest session from the others", async () => {
  const { tab, patience } = browser();
  const one = tab();
  one.store.write(session());
  const copied = memoryStorage(Object.fromEntries(one.storage.map));
  one.store.write(session(1));
  const copy = tab(copied);
  const asking = copy.store.newest(copy.store.read());
  assert.equal((await asking).token, "access-1");
  patience();
  assert.deepEqual(copy.store.read(), kept(1));
});

test("a tab that is alone or has the newest session uses its own", async () => {
  const { tab, patience } = browser();
  const [one, copy] = [tab(), tab()];
  one.store.write(session(1));
  copy.store.write(session(1));
  const asking = one.store.newest(one.store.read());
  patience();
  assert.equal(await asking, null);
  const lone = createSessionStore({ storage: memoryStorage(), channel: null, now: () => 0, setTimeout });
  assert.equal(await lone.newest(kept(0)), null);
});

test("a page whose storage was cleared still sends and receives renewals and sign-outs", () => {
  const { tab } = browser();
  const [one, copy] = [tab(), tab()];
  const ended = [];
  one.store.onEnd(() => ended.push("one"));
  copy.store.onEnd(() => ended.push("copy"));
  for (const { store } of [one, copy]) store.write(session());
  one.storage.map.clear();
  copy.store.write(session(1));
  assert.deepEqual(one.store.read(), kept(1));
  one.storage.map.clear();
  one.store.end();
  assert.deepEqual(ended, ["copy"]);
});

test("a damaged stored session is ignored", () => {
  const { store, storage } = browser().tab();
  store.write(session());
  const [key] = storage.map.keys();
  const texts = ["", "{", "null", "[]", '"x"', '{"refresh_token": 1}', '{"refresh_token": "t"}'];
  for (const text of texts) {
    storage.map.set(key, text);
    assert.equal(store.read(), null, text);
  }
});

test("a tab waits for another one that is known to have newer tokens", async () => {
  const { tab, patience } = browser();
  const one = tab();
  one.store.write(session());
  const copied = memoryStorage(Object.fromEntries(one.storage.map));
  one.store.write(session(1));
  const kept = Object.fromEntries(one.storage.map);
  one.closes(); // it is reloading
  const copy = tab(copied);
  const asking = copy.store.newest(copy.store.read());
  for (let asks = 0; asks < 20; asks++) patience();
  const again = tab(memoryStorage(kept));
  again.store.write(session(1));
  assert.equal((await asking).token, "access-1");
});

test("a tab does not wait forever for a closed one", async () => {
  const { tab, patience } = browser();
  const one = tab();
  one.store.write(session());
  const copied = memoryStorage(Object.fromEntries(one.storage.map));
  one.store.write(session(1));
  one.closes();
  const copy = tab(copied);
  const asking = copy.store.newest(copy.store.read());
  for (let asks = 0; asks < 31; asks++) patience();
  assert.equal(await asking, null);
});

test("a tab at one site keeps its site when another tab of the session renews at another site", () => {
  const tabs = browser();
  const [one, other] = [tabs.tab(), tabs.tab()];
  const at = (id, renewals) => ({ ...session(renewals), site: { id }, sites: [{ id: "a" }, { id: "b" }] });
  one.store.write(at("a", 0));
  other.store.write(at("b", 1));
  assert.equal(one.store.read().refresh_token, "refresh-1");
  assert.equal(one.store.read().site_id, "a");
  assert.equal(other.store.read().site_id, "b");
});
