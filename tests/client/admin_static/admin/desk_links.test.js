import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxRow, workingAdmin } from "../../simulated/admin.js";

async function withOpen(options) {
  const world = await workingAdmin(options);
  world.engine.openConversation("c-1");
  await world.time.advance(100);
  const done = async (promise) => {
    await world.time.advance(1_000);
    return promise;
  };
  return { ...world, done };
}

test("a link is shown at both conversations, told in the desk log, and can be undone", async () => {
  const { engine, done, time } = await withOpen();
  const undo = await done(engine.desk.link("c-1", "c-2", true));
  await time.advance(10_000);
  assert.deepEqual(engine.state.desk.state.links, ["c-2"]);
  assert.deepEqual(inboxRow(engine, "c-2").links, ["c-1"]);
  assert.deepEqual(
    engine.state.desk.entries.map(({ kind, other_id }) => [kind, other_id]),
    [["linked", "c-2"]],
  );
  await done(undo());
  await time.advance(10_000);
  assert.equal(engine.state.desk.state.links, undefined);
  assert.equal(inboxRow(engine, "c-1").links, undefined);
  assert.equal(inboxRow(engine, "c-2").links, undefined);
});

test("without a socket the other conversation's link comes with the poll", async () => {
  const { engine, server, done, time } = await withOpen();
  server.sockets.deliver(() => []);
  await done(engine.desk.link("c-1", "c-2", true));
  await time.advance(60_000);
  assert.deepEqual(inboxRow(engine, "c-2").links, ["c-1"]);
});

test("what is linked already changes nothing, and there is nothing to undo", async () => {
  const { engine, done } = await withOpen();
  await done(engine.desk.link("c-1", "c-2", true));
  assert.equal(await done(engine.desk.link("c-1", "c-2", true)), null);
  assert.equal(engine.state.desk.entries.length, 1);
});
