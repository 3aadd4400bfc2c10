import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { followResets } from "../../../widget/resets.js";
import { hasStoredConversation, scopeOf } from "../../../widget/storage.js";

const SITE = scopeOf("pl_default_1", null);
const ADA = scopeOf("pl_default_1", { id: "ada" });

beforeEach(() => mock.timers.enable({ apis: ["Date"], now: 1784188800000 }));

afterEach(() => {
  mock.timers.reset();
  delete globalThis.addEventListener;
});

/** localStorage with its methods, and its keys as its own properties. */
const plainStorage = () =>
  Object.create({
    getItem(key) {
      return this[key] ?? null;
    },
    setItem(key, value) {
      this[key] = value;
    },
  });

const clear = (store) => {
  for (const key of Object.keys(store)) delete store[key];
};
const marksIn = (store) => Object.keys(store).filter((key) => key.startsWith("porchlight.reset."));
const converse = (store, scope = SITE) => store.setItem(`porchlight.${scope}.visitor`, "{}");

/** A page of a browser with this storage, which deletes its conversation at a reset, as the loader does. */
function page(store, scope = SITE) {
  const listeners = {};
  globalThis.addEventListener = (name, listener) => {
    listeners[name] = listener;
  };
  const counted = { resets: 0 };
  const add = followResets(
    () => store,
    () => scope,
    () => hasStoredConversation(() => store, scope),
    () => {
      counted.resets += 1;
      delete store[`porchlight.${scope}.visitor`];
    },
  );
  return {
    add,
    counted,
    get: (name, event = {}) => listeners[name]({ type: name, ...event }),
  };
}

test("a reset leaves a mark for the other pages, which names no visitor and does not count as a conversation", () => {
  const store = plainStorage();
  const ada = page(store, ADA);
  const other = page(store, ADA);
  const anonymous = page(store);
  assert.deepEqual(Object.keys(store), []);
  ada.add();
  const [key] = Object.keys(store);
  const first = store[key];
  other.get("pageshow");
  mock.timers.tick(1_000);
  ada.add();
  assert.ok(first && store[key] !== first, "each reset is another one");
  other.get("pageshow");
  anonymous.get("pageshow");
  assert.deepEqual([other.counted.resets, anonymous.counted.resets], [2, 0], "it is this visitor's only");
  assert.doesNotMatch(Object.keys(store).join(), /ada/);
  assert.equal(
    hasStoredConversation(() => store, ADA),
    false,
  );
});

test("a browser that forbids storage has no reset", () => {
  globalThis.addEventListener = () => {};
  const denied = () => {
    throw new Error("denied");
  };
  followResets(
    denied,
    () => SITE,
    () => false,
    () => assert.fail(),
  )();
});

test("a live page follows a reset whose mark was cleared before the event arrived", () => {
  const store = plainStorage();
  const live = page(store);
  page(store).add();
  const [key] = marksIn(store);
  const newValue = store[key];
  clear(store);
  live.get("storage", { key, newValue });
  assert.equal(live.counted.resets, 1);
  live.get("storage", { key: null, newValue: null });
  assert.equal(live.counted.resets, 1);
});

test("the mark survives a clearing after the reset, and a page that comes back from the cache finds it", () => {
  const store = plainStorage();
  const cached = page(store);
  const leaving = page(store);
  leaving.add();
  clear(store);
  leaving.get("pagehide");
  cached.get("pageshow");
  assert.equal(cached.counted.resets, 1);
});

test("a page keeps the marks that it found, also those of other visitors", () => {
  const store = plainStorage();
  const cached = page(store, ADA);
  page(store, ADA).add();
  const next = page(store);
  clear(store);
  next.get("pagehide");
  cached.get("pageshow");
  assert.deepEqual([cached.counted.resets, next.counted.resets], [1, 0]);
});

test("an older mark that a page stores again is not another reset", () => {
  const store = plainStorage();
  const first = page(store);
  first.add();
  const [key] = marksIn(store);
  const old = store[key];
  mock.timers.tick(1_000);
  first.add();
  const newest = store[key];
  const live = page(store);
  clear(store);
  store.setItem(key, old);
  live.get("storage", { key, newValue: old });
  assert.deepEqual([live.counted.resets, store[key]], [0, newest]);
});

test("a page that comes back from the cache without its conversation counts as reset, before the engine wakes", () => {
  const store = plainStorage();
  converse(store);
  const cached = page(store);
  cached.get("pagehide");
  cached.get("visibilitychange");
  assert.equal(cached.counted.resets, 0);
  clear(store);
  cached.get("visibilitychange");
  cached.get("pageshow");
  assert.equal(cached.counted.resets, 1);
});

test("a clearing alone resets no open page, and none without a conversation", () => {
  const store = plainStorage();
  const quiet = page(store);
  quiet.get("pagehide");
  quiet.get("pageshow");
  converse(store);
  const open = page(store);
  open.get("pagehide");
  open.get("pageshow");
  clear(store);
  for (const name of ["visibilitychange", "storage", "pageshow", "pagehide"]) open.get(name, { key: null });
  assert.deepEqual([quiet.counted.resets, open.counted.resets], [0, 0]);
});
