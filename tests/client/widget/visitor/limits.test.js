import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;
const numbered = (count) => Array.from({ length: count }, (_, at) => `number ${at + 1}`);

test("a visitor over the rate limit loses nothing: everything is sent in order, at the allowed rate", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.pace(3, 2_000);
  for (const body of numbered(8)) engine.send(body);
  await world.time.advance(500);
  assert.deepEqual(statuses(engine).slice(1, 5), ["sent", "sent", "sent", "sending"]);
  await world.time.advance(9_000);
  assert.equal(engine.state.messages.at(-1).status, "sending");
  await world.time.advance(2_000);
  const log = world.server.log.get(id).log.map(({ body }) => body);
  assert.deepEqual([log, bodies(engine)], [["Hello", ...numbered(8)], log]);
  assert.deepEqual(new Set(statuses(engine)), new Set(["sent"]));
});

test("the message that has to wait shows until when, and no other does", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/message", { status: 429, code: "too_many_messages", retryAfter: 5 });
  engine.send("too fast");
  engine.send("after it");
  await world.time.advance(20);
  const [, first, second] = engine.state.messages;
  assert.deepEqual([first.status, first.failure, second.status], ["sending", null, "sending"]);
  assert.ok(first.held_until - world.time.now() > 4_900 && first.held_until - world.time.now() <= 5_000);
  assert.equal(second.held_until, 0);
  await world.time.advance(5_600);
  assert.deepEqual(bodies(engine), ["Hello", "too fast", "after it"]);
  assert.deepEqual(statuses(engine), ["sent", "sent", "sent"]);
});

test("the page is notified of the wait as soon as it starts", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/message", { status: 429, code: "too_many_messages", retryAfter: 5 });
  const held = [];
  engine.subscribe(() => held.push((engine.state.messages.at(-1).held_until ?? 0) > 0));
  engine.send("too fast");
  await world.time.advance(20);
  assert.equal(held.at(-1), true);
});

test("nothing is sent before the time is over, whatever wakes the page, and then at once", async () => {
  const world = simulatedWorld();
  const { engine, env } = await world.talkingVisitor();
  world.server.fault("/message", { status: 429, code: "too_many_messages", retryAfter: 30 });
  const before = world.server.requestsTo("/message").length;
  engine.send("too fast");
  await world.time.advance(100);
  env.wakeUp();
  engine.send("after it");
  await world.time.advance(29_000);
  assert.equal(world.server.requestsTo("/message").length, before + 1);
  await world.time.advance(2_000);
  assert.equal(world.server.requestsTo("/message").length, before + 3);
});

test("a first message that has to wait an hour is kept, also over a reload, and then starts the conversation", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const first = world.visitor(storage);
  first.engine.start();
  await world.time.advance(100);
  world.server.fault("/message", { status: 429, code: "too_many_conversations", retryAfter: 3_000 }, 2);
  first.engine.send("Anybody there?");
  await world.time.advance(10 * MINUTE);
  assert.deepEqual(statuses(first.engine), ["sending"]);
  first.engine.stop();
  const { engine } = world.visitor(storage);
  engine.start();
  await world.time.advance(MINUTE);
  assert.equal(engine.state.messages[0].status, "sending");
  assert.ok(engine.state.messages[0].held_until > world.time.now());
  await world.time.advance(51 * MINUTE);
  assert.deepEqual([bodies(engine), statuses(engine)], [["Anybody there?"], ["sent"]]);
});

test("two tabs that write too fast share the pace and lose nothing", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { engine, id } = await world.talkingVisitor(storage);
  const other = world.visitor(storage);
  other.engine.start();
  await world.time.advance(500);
  world.server.pace(2, 2_000);
  for (const body of numbered(4)) {
    engine.send(`one ${body}`);
    other.engine.send(`two ${body}`);
  }
  await world.time.advance(MINUTE);
  const log = world.server.log.get(id).log.map(({ body }) => body);
  for (const tab of ["one", "two"])
    assert.deepEqual(
      log.filter((body) => body.startsWith(tab)),
      numbered(4).map((body) => `${tab} ${body}`),
    );
  assert.deepEqual([bodies(engine), bodies(other.engine)], [log, log]);
});
