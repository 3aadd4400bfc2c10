import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;

test("a send whose answer is lost is sent again and stored once, shown once", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.deliver(() => []);
  world.server.fault("/message", { lost: "after" }, 3);
  engine.send("Only once");
  await world.time.advance(1);
  assert.deepEqual(statuses(engine), ["sent", "sending"]);
  await world.time.advance(20_000);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Hello", "Only once"],
      ["sent", "sent"],
    ],
  );
  assert.equal(world.server.log.get(id).log.length, 2);
  assert.equal(world.server.requestsTo("/message").length, 5);
});

test("a message whose push arrives before the answer is shown once and not sent again", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/message", { lost: "after" });
  world.server.sockets.deliver(() => [1]);
  engine.send("Echo");
  await world.time.advance(8);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Hello", "Echo"],
      ["sent", "sent"],
    ],
  );
  await world.time.advance(20_000);
  assert.equal(world.server.requestsTo("/message").length, 2);
});

test("three lost requests, a busy server and a slow answer: each message once, in the order written", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.fault("/message", { lost: "before" }, 3);
  world.server.fault("/message", { status: 503, retryAfter: 2 });
  world.server.fault("/message", { slow: 20_000 });
  for (const body of ["1", "2", "3"]) engine.send(body);
  await world.time.advance(2 * MINUTE);
  const log = world.server.log.get(id).log.map(({ body }) => body);
  assert.deepEqual(log, ["Hello", "1", "2", "3"]);
  assert.deepEqual([bodies(engine), engine.state.messages.at(-1).status], [log, "sent"]);
});

test("a refused message has its reason, does not block the next ones, and can be discarded", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  const refused = engine.send("  ");
  engine.send("next");
  await world.time.advance(1_000);
  const last = engine.state.messages.at(-1);
  assert.deepEqual(statuses(engine), ["sent", "sent", "failed"]);
  assert.deepEqual([last.key, last.failure], [refused, { code: "message_empty", retryable: false }]);
  engine.discard(refused);
  assert.deepEqual(bodies(engine), ["Hello", "next"]);
});

test("a reload with a full outbox sends each message once, in the order written", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  world.server.fault("/message", { lost: "after" });
  world.server.sockets.deliver(() => []);
  for (let at = 0; at < 20; at++) engine.send(`written ${at}`);
  await world.time.advance(11);
  env.connected = false;
  engine.stop();

  const reloaded = world.visitor(env.storage);
  assert.equal(reloaded.engine.state.messages.length, 20);
  reloaded.engine.start();
  await world.time.advance(MINUTE);
  const expected = ["Hello", ...Array.from({ length: 20 }, (_, at) => `written ${at}`)];
  assert.deepEqual([bodies(reloaded.engine), world.server.log.get(id).log.length], [expected, 21]);
  assert.equal(env.storage.kept.size, 1);
});

test("two tabs with one outbox send everything once and show the same", async () => {
  const world = simulatedWorld();
  const one = await world.talkingVisitor();
  one.env.connected = false;
  for (let at = 0; at < 5; at++) one.engine.send(`one ${at}`);
  const two = world.visitor(one.env.storage);
  two.engine.start();
  one.env.connected = true;
  one.env.wakeUp();
  for (let at = 0; at < 5; at++) two.engine.send(`two ${at}`);
  await world.time.advance(MINUTE);
  const log = world.server.log.get(one.id).log.map(({ body }) => body);
  assert.equal(log.length, 11);
  assert.equal(new Set(log).size, 11);
  assert.deepEqual([bodies(one.engine), bodies(two.engine)], [log, log]);
  const ofOne = log.filter((body) => body.startsWith("one"));
  assert.deepEqual(ofOne, ["one 0", "one 1", "one 2", "one 3", "one 4"]);
});

test("the outbox of a tab that crashed is sent by the other when it wakes", async () => {
  const world = simulatedWorld();
  const one = await world.talkingVisitor();
  const two = world.visitor(one.env.storage);
  two.engine.start();
  await world.time.advance(1_000);
  one.env.connected = false;
  one.engine.send("Last words");
  one.engine.stop();
  two.env.wakeUp();
  await world.time.advance(1_000);
  assert.deepEqual(bodies(two.engine), ["Hello", "Last words"]);
});

test("another tab's message that arrived behind a gap is shown once, though it is still in the outbox", async () => {
  const world = simulatedWorld();
  const one = await world.talkingVisitor();
  const two = world.visitor(one.env.storage);
  two.engine.start();
  await world.time.advance(1_000);
  world.server.fault("/messages", { lost: "before" }, 100);
  world.server.sockets.deliver(() => []);
  world.server.write(one.id, "admin", "Not heard");
  world.server.sockets.deliver(() => [1]);
  world.server.sockets.open[0].silent = true;
  world.server.fault("/message", { lost: "after" });
  one.engine.send("Heard by two");
  await world.time.advance(20);
  assert.deepEqual(bodies(two.engine), ["Hello", "Heard by two"]);
  two.env.wakeUp();
  assert.deepEqual(bodies(two.engine), ["Hello", "Heard by two"]);
  world.server.heal();
  await world.time.advance(MINUTE);
  for (const { engine } of [one, two])
    assert.deepEqual(bodies(engine), ["Hello", "Not heard", "Heard by two"]);
});
