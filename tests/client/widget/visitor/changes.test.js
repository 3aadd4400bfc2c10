import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld, statuses } from "../../simulated/browser.js";

test("an edit whose answer is lost is made once", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.deliver(() => []);
  world.server.fault("/edit", { lost: "after" }, 2);
  engine.change(1, "edited", "Hello there");
  await world.time.advance(1);
  assert.deepEqual([bodies(engine), statuses(engine)], [["Hello there"], ["sending"]]);
  await world.time.advance(20_000);
  assert.deepEqual([bodies(engine), statuses(engine)], [["Hello there"], ["sent"]]);
  const { log } = world.server.log.get(id);
  assert.deepEqual(
    log.map(({ kind, body }) => [kind, body]),
    [
      [undefined, "Hello there"],
      ["edited", "Hello there"],
    ],
  );
  assert.ok(world.server.requestsTo("/messages/1/edit").length >= 2);
});

test("messages and changes are stored in the order in which they were made", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.fault("/message", { lost: "before" }, 2);
  engine.send("Second");
  engine.change(1, "edited", "First");
  engine.send("Third");
  engine.change(1, "deleted");
  await world.time.advance(60_000);
  assert.deepEqual(
    world.server.log.get(id).log.map(({ kind, body }) => [kind, body]),
    [
      [undefined, ""],
      [undefined, "Second"],
      ["edited", ""],
      [undefined, "Third"],
      ["deleted", ""],
    ],
  );
  assert.deepEqual(bodies(engine), ["", "Second", "Third"]);
});

test("a deletion is sent without a text", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  engine.change(1, "deleted");
  await world.time.advance(1_000);
  const [{ body }] = world.server.requestsTo("/messages/1/delete");
  assert.deepEqual(Object.keys(body).sort(), ["after", "client_id"]);
});

test("a change that is refused keeps its text and its reason until its writer decides", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/edit", { status: 409, code: "message_too_old" });
  engine.change(1, "edited", "Too late");
  await world.time.advance(1_000);
  const [view] = engine.state.messages;
  assert.deepEqual([view.body, view.status, view.failure.code], ["Too late", "failed", "message_too_old"]);
  engine.send("The next one goes on");
  await world.time.advance(1_000);
  assert.deepEqual(statuses(engine), ["failed", "sent"]);
  engine.discard(view.change);
  assert.deepEqual([bodies(engine)[0], statuses(engine)[0]], ["Hello", "sent"]);
});

test("a change of a message that is gone has nothing left to do", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.deliver(() => []);
  world.server.change(id, "visitor", 1, "deleted");
  engine.change(1, "edited", "Of a deleted message");
  await world.time.advance(60_000);
  assert.deepEqual(
    engine.state.messages.map(({ body, status, deleted }) => [body, status, deleted]),
    [["", "sent", true]],
  );
});

test("a change that was not sent is sent by the next page", async () => {
  const world = simulatedWorld();
  const { env, engine, id } = await world.talkingVisitor();
  world.server.fault("/edit", { lost: "before" }, 1_000);
  engine.change(1, "edited", "After the reload");
  await world.time.advance(100);
  engine.stop();
  world.server.heal();
  const { engine: next } = world.visitor(env.storage);
  next.start();
  await world.time.advance(5_000);
  assert.equal(world.server.log.get(id).log[0].body, "After the reload");
  assert.deepEqual(bodies(next), ["After the reload"]);
});
