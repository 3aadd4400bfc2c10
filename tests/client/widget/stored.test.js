import assert from "node:assert/strict";
import { test } from "node:test";
import { scopeOf } from "../../../widget/embed.js";
import { forget, hasStoredConversation, markReset, resetOf } from "../../../widget/stored.js";
import { createVisitor } from "../../../widget/visitor/visitor.js";

const TOKEN = "pl_default_1";
const SITE = scopeOf(TOKEN, null);

/** The engine in a browser without a network, on a plain object as localStorage. */
function visitorOn(store, token = TOKEN, identity = null) {
  const env = {
    fetch: () => Promise.reject(new TypeError("no network")),
    WebSocket: class {},
    now: () => 1784188800000,
    setTimeout: () => 0,
    clearTimeout() {},
    random: () => 0.5,
    storage: {
      get: (key) => store[key] ?? null,
      set(key, value) {
        store[key] = value;
      },
      remove(key) {
        delete store[key];
      },
      keys: () => Object.keys(store),
    },
    wake: { on: () => () => {} },
    online: () => true,
  };
  return createVisitor({ apiBase: "https://chat.example/api", widgetToken: token, identity, env });
}

test("a visitor who only looked has nothing stored", () => {
  const store = {};
  visitorOn(store).start();
  assert.equal(
    hasStoredConversation(() => store, SITE),
    false,
  );
});

test("the loader finds what the engine stored, and asks the engine's question", () => {
  const store = {};
  const visitor = visitorOn(store);
  visitor.start();
  visitor.send("Hello");
  assert.equal(visitor.stored(), true);
  assert.equal(
    hasStoredConversation(() => store, SITE),
    true,
  );
});

test("another site's conversation is not this one's", () => {
  const store = {};
  visitorOn(store, "pl_default2_1").send("Hello");
  assert.equal(
    hasStoredConversation(() => store, SITE),
    false,
  );
});

test("a browser that forbids storage has no conversation", () => {
  const denied = () => {
    throw new Error("denied");
  };
  assert.equal(hasStoredConversation(denied, SITE), false);
});

test("what is kept for whom the site knows is found under that identity only, and forgotten at once", () => {
  const store = {};
  const open = () => ({
    ...store,
    removeItem: (key) => delete store[key],
  });
  const ada = { id: "ada", hash: "00" };
  visitorOn(store, TOKEN, ada).send("Hello");
  visitorOn(store).send("Hello");
  const found = () =>
    [ada, { id: "bo", hash: "00" }, null].map((user) =>
      hasStoredConversation(() => store, scopeOf(TOKEN, user)),
    );
  assert.deepEqual(found(), [true, false, true]);
  forget(open, scopeOf(TOKEN, ada));
  assert.deepEqual(found(), [false, false, true]);
});

test("a reset leaves a mark for the other pages, which names nobody and is no conversation", () => {
  const store = {};
  const open = () => ({
    getItem: (key) => store[key] ?? null,
    setItem(key, value) {
      store[key] = value;
    },
  });
  const ada = scopeOf(TOKEN, { id: "ada", hash: "00" });
  assert.equal(resetOf(open, ada), null);
  markReset(open, ada);
  const first = resetOf(open, ada);
  markReset(open, ada);
  assert.ok(first && resetOf(open, ada) !== first, "each reset is another one");
  assert.equal(resetOf(open, SITE), null, "it is this visitor's only");
  assert.doesNotMatch(Object.keys(store).join(), /ada/);
  assert.equal(
    hasStoredConversation(() => store, ada),
    false,
  );
});

test("a browser that forbids storage knows of no reset", () => {
  const denied = () => {
    throw new Error("denied");
  };
  markReset(denied, SITE);
  assert.equal(resetOf(denied, SITE), null);
});
