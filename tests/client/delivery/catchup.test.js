import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { createCatchup } from "../../../client/delivery/catchup.js";
import { createTimeline } from "../../../client/delivery/timeline.js";

function reader(fetchPage) {
  const timeline = createTimeline();
  const seen = { restarts: 0, fetched: [], pages: 0 };
  const catchup = createCatchup({
    timeline,
    fetchPage(since) {
      seen.fetched.push(since);
      return fetchPage(since);
    },
    apply(page) {
      seen.pages += 1;
      timeline.apply(page.messages);
    },
    isOther: () => false,
    restart() {
      seen.restarts += 1;
      timeline.reset();
    },
    removeStored() {},
    reload() {},
  });
  return { timeline, seen, ...catchup };
}

const pageOf = (from, to, has_more) => ({
  messages: Array.from({ length: to - from + 1 }, (_, at) => ({ id: from + at })),
  last_id: to,
  has_more,
});

test("pages are read until none is left", async () => {
  const { timeline, seen, catchUp } = reader(async (since) => pageOf(since + 1, since + 10, since < 40));
  await catchUp();
  assert.equal(timeline.cursor, 50);
  assert.deepEqual(seen.fetched, [0, 10, 20, 30, 40]);
});

test("a page that moves nothing ends the loop; the next poll tries again", async () => {
  const { seen, catchUp } = reader(async () => ({ messages: [{ id: 7 }], last_id: 0, has_more: true }));
  await catchUp();
  assert.deepEqual(seen.fetched, [0]);
});

test("a cursor beyond the log resets the timeline and loads from the start", async () => {
  const { timeline, seen, catchUp } = reader(async (since) => {
    if (since > 3) throw new ApiError(409, { code: "cursor_ahead" });
    return pageOf(since + 1, 3, false);
  });
  timeline.apply(pageOf(1, 50).messages);
  await catchUp();
  assert.deepEqual([timeline.cursor, seen.restarts, seen.fetched], [3, 1, [50, 0]]);
});

test("a failure rejects, and the pages read before are kept", async () => {
  const { timeline, catchUp } = reader(async (since) => {
    if (since === 10) throw new ApiError(0);
    return pageOf(since + 1, since + 10, true);
  });
  await assert.rejects(catchUp(), ApiError);
  assert.equal(timeline.cursor, 10);
});

test("a page that arrives after the log was closed is not applied", async () => {
  const { seen, catchUp, close } = reader(async () => {
    close();
    return pageOf(1, 5, true);
  });
  await catchUp();
  assert.deepEqual([seen.pages, seen.fetched], [0, [0]]);
});
