import assert from "node:assert/strict";
import { test } from "node:test";
import { singleFlight } from "../../../client/delivery/single_flight.js";
import { simulatedTime } from "../simulated/time.js";

const { settle } = simulatedTime();

function gated() {
  const gates = [];
  const ask = singleFlight(() => new Promise((resolve, reject) => gates.push({ resolve, reject })));
  return { gates, ask };
}

test("calls during a run cause one more run after it", async () => {
  const { gates, ask } = gated();
  ask();
  ask();
  ask();
  assert.equal(gates.length, 1);
  gates[0].resolve();
  await settle();
  assert.equal(gates.length, 2);
  gates[1].resolve();
  await settle();
  assert.equal(gates.length, 2);
});

test("a call during a run waits for the next run", async () => {
  const { gates, ask } = gated();
  let done = false;
  ask();
  ask().then(() => {
    done = true;
  });
  gates[0].resolve();
  await settle();
  assert.equal(done, false);
  gates[1].resolve();
  await settle();
  assert.equal(done, true);
});

test("a failure rejects its caller, and the next call runs", async () => {
  const { gates, ask } = gated();
  const first = ask();
  gates[0].reject(new Error("no"));
  await assert.rejects(first, /no/);
  ask();
  assert.equal(gates.length, 2);
});
