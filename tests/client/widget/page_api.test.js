import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createPageApi } from "../../../widget/page_api.js";

const NAMES = ["open", "close", "setUser", "prefill", "on"];

/** A page that has set `Porchlight`, after the script has loaded. */
function loaded(early) {
  const made = [];
  const page = { Porchlight: early };
  const calls = Object.fromEntries(NAMES.map((name) => [name, (...given) => made.push([name, ...given])]));
  const removal = new AbortController();
  createPageApi(page, calls, removal.signal);
  return { page, made, calls, end: () => removal.abort() };
}

test("calls made before the script has loaded are made in their order, with their arguments", () => {
  const listener = () => {};
  const { made } = loaded(["open", ["prefill", "Hello"], ["on", "ready", listener], ["close"]]);
  assert.deepEqual(made, [["open"], ["prefill", "Hello"], ["on", "ready", listener], ["close"]]);
});

test("after loading, methods and push make calls", () => {
  const { page, made } = loaded(undefined);
  page.Porchlight.push("open");
  page.Porchlight.push(["setUser", null]);
  page.Porchlight.prefill("Hello");
  page.Porchlight.close();
  assert.deepEqual(made, [["open"], ["setUser", null], ["prefill", "Hello"], ["close"]]);
});

test("the stub that a page repeats before each call goes on working", () => {
  const { page, made } = loaded(undefined);
  page.Porchlight ??= [];
  page.Porchlight.push("open");
  assert.deepEqual(made, [["open"]]);
});

test("a value that is not a call is ignored", () => {
  const { page, made } = loaded(["constructor", 7, null, [], ["hasOwnProperty", "open"], {}]);
  page.Porchlight.push("destroyEverything");
  for (const early of ["open", { open: true }, null]) assert.deepEqual(loaded(early).made, []);
  assert.deepEqual(made, []);
});

test("a call that fails is reported on the console, and those after it are made", () => {
  const reported = mock.fn();
  globalThis.reportError = reported; // which Node does not have
  const { page, calls, made } = loaded(undefined);
  const fault = new TypeError("no listener");
  calls.on = () => {
    throw fault;
  };
  for (const call of ["on", "open"]) page.Porchlight.push(call);
  page.Porchlight.on("ready");
  assert.deepEqual(made, [["open"]]);
  assert.deepEqual(
    reported.mock.calls.map(({ arguments: [error] }) => error),
    [fault, fault],
  );
});

test("after the end, methods do nothing, and what is pushed waits for the next script", () => {
  const { page, made, end } = loaded(undefined);
  const { open } = page.Porchlight;
  end();
  open();
  page.Porchlight.open();
  page.Porchlight.push("close");
  assert.deepEqual(made, []);
  assert.deepEqual(loaded(page.Porchlight).made, [["close"]]);
  assert.deepEqual(loaded(page.Porchlight).made, [], "once");
});
