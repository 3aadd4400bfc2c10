import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../client/delivery/store.js";

function counting() {
  const built = { times: 0 };
  const store = createStore(() => {
    built.times += 1;
    return { times: built.times };
  });
  return { store, built };
}

test("a snapshot is built when it is read, once for each change", () => {
  const { store, built } = counting();
  store.changed();
  store.changed();
  assert.equal(built.times, 0);
  assert.equal(store.state, store.state);
  assert.equal(built.times, 1);
  store.changed();
  assert.deepEqual(store.state, { times: 2 });
});

test("a burst of changes calls each listener once, and a removed one not at all", async () => {
  const { store } = counting();
  const calls = [];
  store.subscribe(() => calls.push("one"));
  const leave = store.subscribe(() => calls.push("two"));
  store.changed();
  store.changed();
  await null;
  leave();
  store.changed();
  await null;
  assert.deepEqual(calls, ["one", "two", "one"]);
});

test("a change made by a listener is reported too", async () => {
  const { store } = counting();
  let calls = 0;
  store.subscribe(() => {
    calls += 1;
    if (calls === 1) store.changed();
  });
  store.changed();
  await null;
  await null;
  assert.equal(calls, 2);
});
