import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { browserEnv } from "../../client/env.js";

const GLOBALS = ["window", "document", "navigator", "localStorage"];
const originals = GLOBALS.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);

function define(name, descriptor) {
  Object.defineProperty(globalThis, name, { configurable: true, ...descriptor });
}

/** A Storage: its keys are its own properties, as a browser's are. */
function plainStorage({ full = () => false } = {}) {
  const methods = {
    getItem: (key) => (Object.hasOwn(store, key) ? store[key] : null),
    setItem(key, value) {
      if (full()) throw new DOMException("full", "QuotaExceededError");
      store[key] = String(value);
    },
    removeItem: (key) => delete store[key],
  };
  const store = Object.create(methods);
  return store;
}

beforeEach(() => {
  define("window", { value: new EventTarget() });
  define("document", { value: Object.assign(new EventTarget(), { visibilityState: "visible" }) });
  define("navigator", { value: { onLine: true }, writable: true });
  define("localStorage", { value: plainStorage() });
});

afterEach(() => {
  for (const [name, descriptor] of originals) {
    delete globalThis[name];
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
  }
});

const stored = (key, oldValue) => Object.assign(new Event("storage"), { key, oldValue });

test("storage stores, lists and removes keys", () => {
  const { storage } = browserEnv();
  assert.equal(storage.get("a"), null);
  storage.set("a", "1");
  storage.set("b", "2");
  assert.deepEqual(
    [storage.get("a"), storage.keys().sort(), localStorage.getItem("b")],
    ["1", ["a", "b"], "2"],
  );
  storage.remove("a");
  assert.deepEqual([storage.get("a"), storage.keys()], [null, ["b"]]);
});

test("memory is used where the browser blocks storage", () => {
  define("localStorage", {
    get() {
      throw new DOMException("blocked", "SecurityError");
    },
  });
  const { storage } = browserEnv();
  storage.set("a", "1");
  assert.deepEqual([storage.get("a"), storage.keys()], ["1", ["a"]]);
  storage.remove("a");
  assert.equal(storage.get("a"), null);
});

test("a value that does not fit is kept in memory, and the newer value wins", () => {
  let full = false;
  define("localStorage", { value: plainStorage({ full: () => full }) });
  const { storage } = browserEnv();
  storage.set("a", "1");
  full = true;
  storage.set("a", "2");
  assert.equal(storage.get("a"), "2");
  full = false;
  storage.set("a", "3");
  assert.deepEqual([storage.get("a"), localStorage.getItem("a")], ["3", "3"]);
});

test("it wakes when the network is back and when the page is shown, not when it is hidden", () => {
  let woken = 0;
  browserEnv().wake.on(() => {
    woken += 1;
  });
  window.dispatchEvent(new Event("online"));
  window.dispatchEvent(new Event("pageshow"));
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(woken, 3);
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(woken, 3);
});

test("it wakes when another tab creates a conversation, discards a message or clears the storage, not for other keys", () => {
  let woken = 0;
  browserEnv().wake.on(() => {
    woken += 1;
  });
  window.dispatchEvent(stored("porchlight.pl_x.visitor", null));
  assert.equal(woken, 1);
  window.dispatchEvent(stored("porchlight.pl_x.visitor", "{}"));
  window.dispatchEvent(stored("porchlight.pl_x.outbox.1", null));
  window.dispatchEvent(stored("porchlight.discarded.1", "1784188800000"));
  assert.equal(woken, 1);
  window.dispatchEvent(stored("porchlight.discarded.1", null));
  window.dispatchEvent(stored(null, null));
  assert.equal(woken, 3);
});

test("it reports when the page is hidden or left, and not after the listener is removed", () => {
  let left = 0;
  const off = browserEnv().wake.on(
    () => {},
    () => {
      left += 1;
    },
  );
  window.dispatchEvent(new Event("pagehide"));
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(left, 2);
  off();
  window.dispatchEvent(new Event("pagehide"));
  assert.equal(left, 2);
});

test("a removed listener is not called", () => {
  let woken = 0;
  const off = browserEnv().wake.on(() => {
    woken += 1;
  });
  off();
  window.dispatchEvent(new Event("online"));
  document.dispatchEvent(new Event("visibilitychange"));
  assert.equal(woken, 0);
});

test("it is offline only if the browser says so", () => {
  const env = browserEnv();
  assert.equal(env.online(), true);
  navigator.onLine = false;
  assert.equal(env.online(), false);
  navigator.onLine = undefined;
  assert.equal(env.online(), true);
});

test("a lock runs one job after another; where it is refused, the job runs once without it", async () => {
  let done = 0;
  const job = () => {
    done += 1;
  };
  assert.equal(browserEnv().lock, null, "no locks, as in a page without HTTPS");
  navigator.locks = { request: async (name, granted) => granted(name) };
  await browserEnv().lock("a", job);
  assert.equal(done, 1);
  navigator.locks = { request: () => Promise.reject(new DOMException("sandboxed", "SecurityError")) };
  await browserEnv().lock("a", job);
  assert.equal(done, 2);
  navigator.locks = {
    async request(_, granted) {
      granted();
      throw new DOMException("gone", "AbortError");
    },
  };
  await browserEnv().lock("a", job);
  assert.equal(done, 3);
});

test("it reports whether the page is visible", () => {
  const env = browserEnv();
  assert.equal(env.visible(), true);
  document.visibilityState = "hidden";
  assert.equal(env.visible(), false);
});
