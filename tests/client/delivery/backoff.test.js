import assert from "node:assert/strict";
import { test } from "node:test";
import { createBackoff } from "../../../client/delivery/backoff.js";
import { seededRandom } from "../simulated/time.js";

test("ceilings double from half a second to twenty seconds", () => {
  const backoff = createBackoff({ random: () => 1 });
  const waits = Array.from({ length: 8 }, backoff.next);
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
});

test("waits fill the whole range under the ceiling: jitter is full", () => {
  const backoff = createBackoff({ random: seededRandom(7) }, { baseMs: 1000, capMs: 1000 });
  const waits = Array.from({ length: 1000 }, backoff.next);
  const tenths = new Set(waits.map((ms) => Math.floor(ms / 100)));
  assert.deepEqual([...tenths].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("after a reset the next wait is a first one", () => {
  const backoff = createBackoff({ random: () => 1 });
  backoff.next();
  backoff.next();
  backoff.reset();
  assert.equal(backoff.next(), 500);
});
