import assert from "node:assert/strict";
import { test } from "node:test";
import { createPageApi } from "../../../widget/page_api.js";

function recorder() {
  const calls = [];
  const control = Object.fromEntries(
    ["open", "close", "toggle", "reset", "setUser"].map((name) => [
      name,
      (...args) => calls.push([name, ...args]),
    ]),
  );
  return { calls, control };
}

test("calls made before the script ran are done in their order", () => {
  const { calls, control } = recorder();
  createPageApi(["open", "close", "open"], control);
  assert.deepEqual(calls, [["open"], ["close"], ["open"]]);
});

test("push goes on working, as do the three calls", () => {
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

test("a call hands on nothing of the page, so an event handler may be the call itself", () => {
  const { calls, control } = recorder();
  createPageApi(undefined, control).open({ type: "click" });
  assert.deepEqual(calls, [["open"]]);
});

test("a user is handed over, by a call or by what was pushed before", () => {
  const { calls, control } = recorder();
  const user = { id: "4711", hash: "00" };
  const api = createPageApi([["setUser", user], "open"], control);
  api.setUser(user);
  api.push(["setUser", null]);
  api.reset({ type: "click" });
  assert.deepEqual(calls, [["setUser", user], ["open"], ["setUser", user], ["setUser", null], ["reset"]]);
});

test("what is not a call is ignored", () => {
  const { calls, control } = recorder();
  const api = createPageApi(["constructor", 7, null, [], ["hasOwnProperty", "open"], {}], control);
  api.push("destroyEverything");
  createPageApi("open", control);
  createPageApi({ open: true }, control);
  assert.deepEqual(calls, []);
});

test("the page can not change what it was given", () => {
  const api = createPageApi(undefined, recorder().control);
  assert.throws(() => {
    api.open = null;
  }, TypeError);
});
