import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { createPoller } from "../../../client/delivery/poller.js";
import { simulatedTime } from "../simulated/time.js";

function polling({ every = () => 1000, outcome = () => null, takesMs = 0 } = {}) {
  const time = simulatedTime();
  const began = time.now();
  const asks = [];
  const poller = createPoller({
    env: { ...time, random: () => 1 },
    async poll() {
      asks.push(time.now() - began);
      if (takesMs) await new Promise((resolve) => time.setTimeout(resolve, takesMs));
      const failure = outcome(asks.length);
      if (failure) throw failure;
    },
    interval: every,
  });
  return { time, asks, poller };
}

test("it polls at the start and then every interval", async () => {
  const { time, asks, poller } = polling();
  poller.start();
  await time.advance(3_500);
  assert.deepEqual(asks, [0, 1000, 2000, 3000]);
});

test("two polls are never in flight at once; one requested during a poll follows", async () => {
  const { time, asks, poller } = polling({ takesMs: 5_000 });
  poller.start();
  await time.advance(1_000);
  poller.now();
  poller.now();
  await time.advance(5_000);
  assert.deepEqual(asks, [0, 5000]);
  await time.advance(5_000);
  assert.deepEqual(asks, [0, 5000, 11_000]);
});

test("failed polls are repeated less and less often, within six seconds at most, until one succeeds", async () => {
  const { time, asks, poller } = polling({ outcome: (count) => (count < 7 ? new ApiError(0) : null) });
  poller.start();
  await time.advance(27_000);
  const waits = asks.slice(1).map((at, index) => at - asks[index]);
  assert.deepEqual(waits.slice(0, 8), [1500, 2000, 3000, 5000, 6000, 6000, 1000, 1000]);
});

test("Retry-After is obeyed even by now(), and later polls are fewer for a while", async () => {
  const failure = new ApiError(503, { code: "busy" }, 20);
  const { time, asks, poller } = polling({ outcome: (count) => (count === 1 ? failure : null) });
  poller.start();
  await time.advance(10_000);
  poller.now();
  poller.within(100);
  await time.advance(9_900);
  assert.deepEqual(asks, [0]);
  await time.advance(120_000);
  assert.deepEqual(asks.slice(0, 4).map(Math.round), [0, 60_000, 93_000, 119_600]);
});

test("within() does not wait for the interval", async () => {
  const { time, asks, poller } = polling({ every: () => 30_000 });
  poller.start();
  await time.advance(5_000);
  poller.within(1000);
  await time.advance(2_000);
  assert.deepEqual(asks, [0, 6000]);
});

test("after a stop it does not poll, not even after a pending answer", async () => {
  const { time, asks, poller } = polling({ takesMs: 500 });
  poller.start();
  await time.advance(100);
  poller.stop();
  poller.now();
  await time.advance(60_000);
  assert.deepEqual(asks, [0]);
});

test("stopped and started while the server asks to wait, it asks again after that time", async () => {
  const failure = new ApiError(429, { code: "throttled" }, 5);
  const { time, asks, poller } = polling({ outcome: (count) => (count === 1 ? failure : null) });
  poller.start();
  await time.advance(1_000);
  poller.stop();
  poller.start();
  poller.within(100);
  await time.advance(60_000);
  assert.equal(asks[1], 5_000);
});
