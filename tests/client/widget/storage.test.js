import assert from "node:assert/strict";
import { test } from "node:test";
import { createPageMemory, forget, hasStoredConversation, scopeOf } from "../../../widget/storage.js";
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
    visible: () => true,
    online: () => true,
  };
  return createVisitor({ apiBase: "https://chat.example/api", widgetToken: token, identity, env });
}

test("a visitor who has written nothing has nothing stored", () => {
  const store = {};
  visitorOn(store).start();
  assert.equal(
    hasStoredConversation(() => store, SITE),
    false,
  );
});

test("the loader finds what the engine stored, and agrees with the engine", () => {
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

test("what is stored for a verified visitor is found under that identity only, and deleted at once", () => {
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

test("the scope is the site and the verified visitor, also after the widget token was replaced", () => {
  const tokens = ["pl_fern-and-kettle_5f2d9c1b", "pl_fern-and-kettle_c07f1e9a"];
  assert.deepEqual(
    tokens.map((token) => scopeOf(token, null)),
    ["pl_fern-and-kettle", "pl_fern-and-kettle"],
  );
  assert.equal(scopeOf(tokens[0], { id: "4711", hash: "00" }), "pl_fern-and-kettle:4711");
});

function storage() {
  const values = new Map();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  };
}

test("the next page knows whether the panel was open, and the draft", () => {
  const store = storage();
  const memory = createPageMemory(() => store, "pl_1", {});
  memory.keepOpen(true);
  memory.keepDraft("Is it in stock?", true);
  const next = createPageMemory(() => store, "pl_1", {});
  assert.ok(next.wasOpen());
  assert.equal(next.draft(), "Is it in stock?");
});

test("closed and empty leave nothing behind", () => {
  const store = storage();
  const memory = createPageMemory(() => store, "pl_1", {});
  memory.keepOpen(true);
  memory.keepDraft("x", true);
  memory.keepOpen(false);
  memory.keepDraft("", true);
  assert.equal(store.values.size, 0);
});

test("two sites on one origin do not mix", () => {
  const store = storage();
  createPageMemory(() => store, "pl_1", {}).keepOpen(true);
  assert.ok(!createPageMemory(() => store, "pl_2", {}).wasOpen());
});

test("a browser that forbids storage remembers nothing and breaks nothing", () => {
  const denied = () => {
    throw new Error("denied");
  };
  const memory = createPageMemory(denied, "pl_1", {});
  memory.keepOpen(true);
  memory.keepDraft("x", true);
  assert.ok(!memory.wasOpen());
});

test("a draft that must not be stored is remembered for a new panel on the same page", () => {
  const store = storage();
  const page = {};
  createPageMemory(() => store, "pl_1", page).keepDraft("Is it", false);
  assert.equal(createPageMemory(() => store, "pl_1", page).draft(), "Is it");
  assert.equal(store.values.size, 0);
});
