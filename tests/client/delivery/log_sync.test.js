import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { createLogSync } from "../../../client/delivery/log_sync.js";
import { createTimeline } from "../../../client/delivery/timeline.js";

function reader(fetchPage) {
  const timeline = createTimeline();
  const seen = { restarts: 0, reloads: 0, removals: 0, fetched: [], pages: 0 };
  const sync = createLogSync({
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
    removeStored() {
      seen.removals += 1;
    },
    reload() {
      seen.reloads += 1;
    },
  });
  return { timeline, seen, ...sync };
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

const refuses = (code) => async () => {
  throw new ApiError(409, { code });
};

test("an entry that was written before other messages gets a new base: what has been read by then", async () => {
  const { seen, deliver } = reader(async (since) => pageOf(since + 1, 3, false));
  const outcome = await deliver(refuses("cursor_behind"));
  assert.deepEqual([outcome.type, seen.fetched], ["rebase", []]);
  const base = await outcome.rebase();
  assert.deepEqual([base.type, base.after, base.deleted], ["base", 3, 0]);
  // What the log has now is out of the outbox before the entry is sent again.
  assert.equal(seen.removals, 1);
});

test("a base that cannot be read now is read later", async () => {
  const { deliver } = reader(async () => {
    throw new ApiError(0);
  });
  const outcome = await deliver(refuses("cursor_behind"));
  assert.equal((await outcome.rebase()).type, "retry_later");
});

test("a log that was closed meanwhile gives no base: its writer decides", async () => {
  const { seen, deliver, close } = reader(async (since) => {
    close();
    return pageOf(since + 1, 3, false);
  });
  const outcome = await deliver(refuses("cursor_behind"));
  const ended = await outcome.rebase();
  assert.deepEqual([ended.type, ended.failure.code, seen.removals], ["refused", "cursor_behind", 0]);
});

test("an entry beyond the log's end was written in another log: this one is read again, and its writer decides", async () => {
  const { seen, deliver } = reader(async () => pageOf(1, 3, false));
  const outcome = await deliver(refuses("cursor_ahead"));
  assert.deepEqual([outcome.type, seen.restarts, seen.reloads], ["refused", 1, 1]);
});

test("any other outcome changes nothing", async () => {
  const { seen, deliver } = reader(async () => pageOf(1, 3, false));
  const stored = await deliver(async () => ({ id: 1 }));
  const refused = await deliver(refuses("not_now"));
  assert.deepEqual([stored.type, refused.type, seen.restarts, seen.reloads], ["stored", "refused", 0, 0]);
});
