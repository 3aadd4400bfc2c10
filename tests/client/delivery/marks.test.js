import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { createMarks } from "../../../client/delivery/marks.js";
import { simulatedTime } from "../simulated/time.js";

function marking(outcomes = []) {
  const time = simulatedTime();
  const posts = [];
  const reads = [];
  const marks = createMarks({
    env: { ...time, random: () => 1 },
    async post(id) {
      posts.push(id);
      await new Promise((resolve) => time.setTimeout(resolve, 50));
      const failure = outcomes.shift();
      if (failure) throw failure;
      return { read: { visitor: id, admin: 0 } };
    },
    onRead: (read) => reads.push(read.visitor),
  });
  return { time, posts, reads, marks };
}

test("a mark only moves forward", async () => {
  const { time, posts, marks } = marking();
  marks.seen(3);
  await time.advance(100);
  marks.seen(2);
  marks.seen(3);
  await time.advance(100);
  assert.deepEqual(posts, [3]);
});

test("messages seen while a mark is sent go as one mark after it", async () => {
  const { time, posts, reads, marks } = marking();
  for (let id = 1; id <= 20; id++) marks.seen(id);
  await time.advance(200);
  assert.deepEqual(
    [posts, reads],
    [
      [1, 20],
      [1, 20],
    ],
  );
});

test("a lost mark is sent again", async () => {
  const { time, posts, reads, marks } = marking([new ApiError(0), new ApiError(503, { code: "busy" }, 10)]);
  marks.seen(4);
  await time.advance(600);
  assert.deepEqual(posts, [4, 4]);
  marks.seen(5);
  await time.advance(9_000);
  assert.deepEqual(posts, [4, 4], "the server asked for ten seconds");
  await time.advance(22_000);
  assert.deepEqual([posts, reads], [[4, 4, 5], [5]]);
});

test("a refused mark is not repeated", async () => {
  const { time, posts, marks } = marking([new ApiError(409, { code: "cursor_ahead" })]);
  marks.seen(9);
  await time.advance(60_000);
  assert.deepEqual(posts, [9]);
});

test("after a stop it neither sends nor reports marks", async () => {
  const { time, posts, reads, marks } = marking();
  marks.seen(1);
  marks.seen(2);
  marks.stop();
  await time.advance(1_000);
  assert.deepEqual([posts, reads], [[1], []]);
});
