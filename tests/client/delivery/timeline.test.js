import assert from "node:assert/strict";
import { test } from "node:test";
import { createTimeline } from "../../../client/delivery/timeline.js";
import { seededRandom } from "../simulated/time.js";

const numbered = (...ids) => ids.map((id) => ({ id, body: `m${id}` }));
const ids = (messages) => messages.map(({ id }) => id);

test("messages are applied by number, whatever their order in the page", () => {
  const timeline = createTimeline();
  assert.deepEqual(ids(timeline.apply(numbered(2, 1, 3))), [1, 2, 3]);
  assert.equal(timeline.cursor, 3);
});

test("known messages are ignored", () => {
  const timeline = createTimeline();
  timeline.apply(numbered(1, 2));
  assert.deepEqual(timeline.apply(numbered(1, 2, 2)), []);
  assert.equal(timeline.behind, false);
});

test("messages behind a gap wait until it is filled, and the cursor does not pass the gap", () => {
  const timeline = createTimeline();
  timeline.apply(numbered(1));
  assert.deepEqual(timeline.apply(numbered(4, 3)), []);
  assert.deepEqual([timeline.cursor, timeline.behind, ids(timeline.ahead)], [1, true, [3, 4]]);
  assert.deepEqual(ids(timeline.apply(numbered(2))), [2, 3, 4]);
  assert.deepEqual([timeline.cursor, timeline.behind, timeline.ahead], [4, false, []]);
});

test("it is behind when the log is known to reach further", () => {
  const timeline = createTimeline();
  timeline.apply(numbered(1));
  timeline.expect(1);
  assert.equal(timeline.behind, false);
  timeline.expect(2);
  assert.equal(timeline.behind, true);
});

test("a message without a number changes nothing", () => {
  const timeline = createTimeline();
  assert.deepEqual(timeline.apply([{ body: "?" }, { id: "x" }, { id: 0 }, { id: -1 }]), []);
  assert.deepEqual([timeline.cursor, timeline.behind], [0, false]);
});

test("after a reset it starts from nothing", () => {
  const timeline = createTimeline();
  timeline.apply(numbered(1, 2, 5));
  timeline.reset();
  assert.deepEqual([timeline.cursor, timeline.behind, timeline.ahead], [0, false, []]);
});

test("after any deliveries in any order, lost and doubled, and then the whole log, the log was applied", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const timeline = createTimeline();
    const log = numbered(...Array.from({ length: 30 }, (_, at) => at + 1));
    const applied = [];
    for (let step = 0; step < 60; step++) {
      const batch = log.filter(() => random() < 0.15).sort(() => random() - 0.5);
      applied.push(...timeline.apply(batch));
      assert.equal(timeline.cursor, applied.length, `seed ${seed}`);
    }
    applied.push(...timeline.apply(log));
    assert.deepEqual(applied, log, `seed ${seed}`);
  }
});

test("deleted messages are not waited for: the cursor passes them, and later ones follow", () => {
  const timeline = createTimeline();
  timeline.apply(numbered(1, 6, 7));
  assert.deepEqual(ids(timeline.apply(numbered(5), 5)), [5, 6, 7]);
  assert.deepEqual([timeline.cursor, timeline.deleted, timeline.behind, timeline.ahead], [7, 4, false, []]);
});

test("a waiting message that was deleted is removed", () => {
  const timeline = createTimeline();
  timeline.apply(numbered(3, 4));
  assert.deepEqual(timeline.apply([], 6), []);
  assert.deepEqual([timeline.cursor, timeline.behind, timeline.ahead], [5, false, []]);
});

test("an older answer does not bring deleted messages back", () => {
  const timeline = createTimeline();
  timeline.apply([], 6);
  assert.deepEqual(timeline.apply(numbered(4, 5), 4), []);
  assert.deepEqual([timeline.cursor, timeline.deleted], [5, 5]);
});
