import assert from "node:assert/strict";
import { test } from "node:test";
import { createRetry } from "../../../client/delivery/retry.js";
import { simulatedTime } from "../simulated/time.js";

function counting() {
  const time = simulatedTime();
  const counter = { runs: 0 };
  const retry = createRetry({ ...time, random: () => 1 }, () => {
    counter.runs += 1;
  });
  return { time, counter, retry };
}

test("a job is done again after a wait, once", async () => {
  const { time, counter, retry } = counting();
  retry.later();
  assert.ok(retry.waiting);
  await time.advance(499);
  assert.equal(counter.runs, 0);
  await time.advance(60_000);
  assert.equal(counter.runs, 1);
  assert.ok(!retry.waiting);
});

test("being woken does it now and not again later", async () => {
  const { time, counter, retry } = counting();
  retry.later();
  retry.wake();
  assert.equal(counter.runs, 1);
  await time.advance(60_000);
  assert.equal(counter.runs, 1);
});

test("Retry-After is obeyed to the second, and waking does not break it", async () => {
  const { time, counter, retry } = counting();
  retry.later({ retryAfter: 30 });
  await time.advance(29_999);
  retry.wake();
  assert.equal(counter.runs, 0);
  assert.ok(retry.quiet);
  await time.advance(1);
  assert.equal(counter.runs, 1);
  assert.ok(!retry.quiet);
});

test("stopped, it does nothing", async () => {
  const { time, counter, retry } = counting();
  retry.later();
  retry.stop();
  await time.advance(60_000);
  assert.equal(counter.runs, 0);
});
