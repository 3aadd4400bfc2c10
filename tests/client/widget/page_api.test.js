import assert from "node:assert/strict";
import { test } from "node:test";
import { createPageApi } from "../../../widget/page_api.js";

function recorder() {
  const calls = [];
  const control = Object.fromEntries(
    ["open", "close", "toggle", "reset", "setUser", "setLocale"].map((name) => [
      name,
      (...args) => calls.push([name, ...args]),
    ]),
  );
  return { calls, control };
}

test("calls made before the script has loaded are made in their order", () => {
  const { calls, control } = recorder();
  createPageApi(["open", "close", "open"], control);
  assert.deepEqual(calls, [["open"], ["close"], ["open"]]);
});

test("push still works after loading, as do the three methods", () => {
  const { calls, control } = recorder();
  const api = createPageApi(undefined, control);
  api.push("toggle");
  api.open();
  api.close();
  api.toggle();
  assert.deepEqual(
    calls.map(([name]) => name),
    ["toggle", "open", "close", "toggle"],
  );
});

test("a method ignores its arguments, so it can be an event handler", () => {
  const { calls, control } = recorder();
  createPageApi(undefined, control).open({ type: "click" });
  assert.deepEqual(calls, [["open"]]);
});

test("a user is passed on, by a method or by an earlier push", () => {
  const { calls, control } = recorder();
  const user = { id: "4711", hash: "00" };
  const api = createPageApi([["setUser", user], "open"], control);
  api.setUser(user);
  api.push(["setUser", null]);
  api.reset({ type: "click" });
  assert.deepEqual(calls, [["setUser", user], ["open"], ["setUser", user], ["setUser", null], ["reset"]]);
});

test("a language is passed on, by a method or by an earlier push", () => {
  const { calls, control } = recorder();
  createPageApi([["setLocale", "ar"]], control).setLocale("de");
  assert.deepEqual(calls, [
    ["setLocale", "ar"],
    ["setLocale", "de"],
  ]);
});

test("a value that is not a call is ignored", () => {
  const { calls, control } = recorder();
  const api = createPageApi(["constructor", 7, null, [], ["hasOwnProperty", "open"], {}], control);
  api.push("destroyEverything");
  createPageApi("open", control);
  createPageApi({ open: true }, control);
  assert.deepEqual(calls, []);
});

test("the page cannot change the API", () => {
  const api = createPageApi(undefined, recorder().control);
  assert.throws(() => {
    api.open = null;
  }, TypeError);
});
