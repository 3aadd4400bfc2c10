import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxIds, inboxRow, workingAdmin } from "../../simulated/admin.js";

/** Runs the action, and lets time pass until it has ended. */
async function ended(time, promise) {
  let result;
  promise.then((value) => {
    result = value;
  });
  for (let step = 0; step < 400 && !result; step++) await time.advance(100);
  assert.ok(result, "it has ended");
  await time.advance(1_000);
  return result;
}

const ids = (count) => Array.from({ length: count }, (_, at) => `c-${at + 1}`);

test("each of several is assigned, a few at a time, and the undo gives all back", async () => {
  const { engine, server, time } = await workingAdmin({ conversations: 12 });
  server.deskCall("c-1", "a2", "assignee", { assignee_id: "a2" });
  await time.advance(500);
  const seen = [];
  const run = engine.bulk(ids(12), { kind: "assign", assignee: "a1" }, ({ done }) => seen.push(done));
  assert.equal(server.requestsTo("/assignee").length, 4);
  const { progress, undo } = await ended(time, run);
  assert.deepEqual([progress.done, progress.failed, seen.at(-1)], [12, [], 12]);
  assert.ok(ids(12).every((id) => inboxRow(engine, id).assignee_id === "a1"));
  assert.deepEqual(await ended(time, undo()), []);
  assert.equal(inboxRow(engine, "c-1").assignee_id, "a2");
  assert.equal(inboxRow(engine, "c-2").assignee_id, undefined);
});

test("what had not to be changed is not undone", async () => {
  const { engine, server, time } = await workingAdmin();
  server.deskCall("c-1", "a2", "tags", { add: ["vip"] });
  await time.advance(500);
  const { undo } = await ended(time, engine.bulk(ids(2), { kind: "tag", add: ["vip"], remove: [] }));
  await ended(time, undo());
  assert.deepEqual([inboxRow(engine, "c-1").tags, inboxRow(engine, "c-2").tags], [["vip"], undefined]);
  const again = await ended(time, engine.bulk(["c-1"], { kind: "tag", add: ["vip"], remove: [] }));
  assert.equal(again.undo, null);
});

test("a lost answer closes a conversation once, by the same client_id", async () => {
  const { engine, server, time } = await workingAdmin();
  server.fault("/status", { lost: "after" });
  const { progress, undo } = await ended(time, engine.bulk(["c-1", "c-2"], { kind: "close" }));
  assert.deepEqual(progress.failed, []);
  assert.deepEqual(inboxIds(engine), ["c-3"]);
  const of = server.requestsTo("/status").filter(({ path }) => path.includes("c-1"));
  assert.deepEqual([of.length, new Set(of.map(({ body }) => body.client_id)).size], [2, 1]);
  assert.equal(server.log.get("c-1").log.filter(({ kind }) => kind === "closed").length, 1);
  await ended(time, undo());
  assert.deepEqual(inboxIds(engine).sort(), ["c-1", "c-2", "c-3"]);
});

test("one that fails does not hold up the others, and is named with its reason", async () => {
  const { engine, server, time } = await workingAdmin();
  server.sockets.deliver(() => []);
  server.write("c-2", "visitor", "Wait!"); // this page does not know
  const { progress } = await ended(time, engine.bulk(ids(3), { kind: "close" }));
  assert.deepEqual(progress.failed, [{ id: "c-2", code: "newer_messages" }]);
  assert.deepEqual(inboxIds(engine), ["c-2"]);
});

test("an action that is stopped leaves out what was not begun", async () => {
  const { engine, server, time } = await workingAdmin({ conversations: 12 });
  const stop = new AbortController();
  const run = engine.bulk(
    ids(12),
    { kind: "snooze", until: time.now() + 3_600_000 },
    () => stop.abort(),
    stop.signal,
  );
  const { progress } = await ended(time, run);
  assert.equal(progress.stopped, true);
  assert.ok(progress.done < 12 && server.requestsTo("/snooze").length === progress.done);
});
