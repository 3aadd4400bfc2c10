import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { createRetry } from "../../../client/delivery/retry.js";
import { seededRandom, simulatedTime } from "../simulated/time.js";

function counting({ random = () => 1, ...limits } = {}) {
  const time = simulatedTime();
  const counter = { runs: 0 };
  const began = time.now();
  const retry = createRetry(
    { ...time, random },
    () => {
      counter.runs += 1;
      counter.ranAt = time.now() - began;
    },
    limits,
  );
  /** Milliseconds until the job runs again. */
  async function wait() {
    const [from, runs] = [time.now() - began, counter.runs];
    while (counter.runs === runs) await time.advance(1_000);
    return counter.ranAt - from;
  }
  return { time, counter, retry, wait };
}

const tooFast = (seconds) => new ApiError(429, { code: "too_many_messages" }, seconds);
const throttled = (seconds) => new ApiError(429, { code: "throttled" }, seconds);

test("ceilings double from half a second to twenty seconds, and a success resets them", async () => {
  const { retry, wait } = counting();
  const waits = [];
  for (let failures = 0; failures < 8; failures++) {
    retry.later(new ApiError(0));
    waits.push(await wait());
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  retry.reset();
  retry.later(new ApiError(0));
  assert.equal(await wait(), 500);
});

test("waits fill the whole range under the ceiling: jitter is full", async () => {
  const { retry, wait } = counting({ random: seededRandom(7), baseMs: 1000, capMs: 1000 });
  const tenths = new Set();
  for (let at = 0; at < 500; at++) {
    retry.later();
    tenths.add(Math.floor((await wait()) / 100));
  }
  assert.deepEqual([...tenths].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("pages that a busy server refuses together do not come back together", async () => {
  const waits = [];
  for (let seed = 1; seed <= 200; seed++) {
    const { retry, wait } = counting({ random: seededRandom(seed) });
    retry.later(throttled(5));
    waits.push(await wait());
  }
  assert.ok(Math.min(...waits) >= 5_000, "none of them before the time");
  const seconds = Array.from({ length: 10 }, (_, at) =>
    waits.filter((ms) => Math.floor(ms / 1000) === at + 5),
  );
  for (const { length } of seconds) assert.ok(length > 5 && length < 40, `${length} of 200 in one second`);
});

test("waits grow while a server is busy, after its answers too, and then shrink each time", async () => {
  const { retry, wait } = counting();
  for (let refusals = 0; refusals < 3; refusals++) {
    retry.later(throttled(5));
    assert.equal(await wait(), 15_000, "who was refused comes again within its time and twice that");
  }
  const waits = [];
  for (let answers = 0; answers < 20; answers++) {
    retry.ease(1_000);
    waits.push(Math.round((await wait()) / 1000));
  }
  assert.deepEqual(waits.slice(0, 5), [33, 27, 21, 17, 14]);
  assert.equal(waits.at(-1), 1);
});

test("after a network failure it is as fast as before at once", async () => {
  const { retry, wait } = counting();
  for (let failures = 0; failures < 5; failures++) {
    retry.later(new ApiError(0));
    await wait();
  }
  retry.ease(1_000);
  assert.equal(await wait(), 1_000);
});

test("a caller over its own limit waits hardly longer than requested", async () => {
  const { retry, wait } = counting();
  retry.later(tooFast(30));
  assert.equal(await wait(), 30_500);
});

test("a job is repeated after a wait, once", async () => {
  const { time, counter, retry } = counting();
  retry.later();
  assert.ok(retry.waiting());
  await time.advance(499);
  assert.equal(counter.runs, 0);
  await time.advance(60_000);
  assert.equal(counter.runs, 1);
  assert.ok(!retry.waiting());
});

test("waking runs the job now and not again later", async () => {
  const { time, counter, retry } = counting();
  retry.later();
  retry.wake();
  assert.equal(counter.runs, 1);
  await time.advance(60_000);
  assert.equal(counter.runs, 1);
});

test("Retry-After is obeyed to the second, also on waking", async () => {
  const { time, counter, retry } = counting();
  retry.later(tooFast(30));
  await time.advance(29_999);
  retry.wake();
  assert.equal(counter.runs, 0);
  assert.ok(retry.mustWait());
  await time.advance(1);
  assert.ok(!retry.mustWait());
  retry.wake();
  assert.equal(counter.runs, 1);
});

test("after a stop it does nothing", async () => {
  const { time, counter, retry } = counting();
  retry.later();
  retry.stop();
  await time.advance(60_000);
  assert.equal(counter.runs, 0);
});
