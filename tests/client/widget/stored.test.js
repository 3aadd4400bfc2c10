import assert from "node:assert/strict";
import { test } from "node:test";
import { createVisitor } from "../../../client/visitor/visitor.js";
import { readEmbed } from "../../../widget/embed.js";
import { hasStoredConversation } from "../../../widget/stored.js";

const TOKEN = "pl_default_1";
const SITE = readEmbed(
  { src: "/widget/porchlight.js", dataset: { token: TOKEN } },
  "https://shop.example/",
).site;

/** The engine in a browser without a network, on a plain object as localStorage. */
function visitorOn(store, token = TOKEN) {
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
  return createVisitor({ apiBase: "https://chat.example/api", widgetToken: token, env });
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
