import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bodies,
  laggingStorages,
  simulatedLock,
  simulatedStorage,
  simulatedWorld,
  statuses,
} from "../../simulated/browser.js";

const KEY = "porchlight.pl_test.visitor";
const conversationIn = (storage) => JSON.parse(storage.get(KEY)).conversation_id;

/** A tab without a network in which a message is written before there is a conversation, and which is then closed. */
async function closedTab(world, storage, text) {
  const { env, engine } = world.visitor(storage);
  env.connected = false;
  engine.start();
  engine.send(text);
  await world.time.advance(100);
  engine.stop();
}

test("a closed tab's message from before the conversation goes into another tab's conversation", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  const away = simulatedStorage();
  await closedTab(world, away, "From the tunnel");
  for (const key of away.keys()) env.storage.set(key, away.get(key));
  env.wakeUp();
  await world.time.advance(1_000);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Hello", "From the tunnel"],
      ["sent", "sent"],
    ],
  );
  assert.equal(world.server.log.get(id).log.length, 2);
  assert.deepEqual(env.storage.keys(), [KEY]);
});

test("a tab without a conversation starts one for a closed tab's message", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { engine, env } = world.visitor(storage);
  engine.start();
  await world.time.advance(100);
  await closedTab(world, storage, "From the tunnel");
  env.wakeUp();
  await world.time.advance(1_000);
  assert.deepEqual([bodies(engine), statuses(engine)], [["From the tunnel"], ["sent"]]);
});

test("a message that another tab wrote during the session request is sent too", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  world.server.fault("/session", { slow: 500 });
  const { engine } = world.visitor(storage);
  engine.start();
  await closedTab(world, storage, "From the tunnel");
  await world.time.advance(1_000);
  assert.deepEqual([bodies(engine), statuses(engine)], [["From the tunnel"], ["sent"]]);
});

test("a message that another tab has sent or discarded does not come back", async () => {
  for (const fate of ["sent", "discarded"]) {
    const world = simulatedWorld();
    const storage = simulatedStorage();
    const one = world.visitor(storage);
    one.env.connected = false;
    one.engine.start();
    const clientId = one.engine.send("From the tunnel");
    const two = world.visitor(storage);
    if (fate === "discarded") two.engine.discard(clientId);
    two.engine.start();
    await world.time.advance(100);
    two.engine.send("Hello");
    await world.time.advance(1_000);
    two.engine.stop();

    one.env.connected = true;
    one.env.wakeUp();
    await world.time.advance(1_000);
    const expected = fate === "sent" ? ["From the tunnel", "Hello"] : ["Hello"];
    const { log } = world.server.log.get(conversationIn(storage));
    assert.deepEqual([bodies(one.engine), log.map(({ body }) => body)], [expected, expected], fate);
    const marks = fate === "discarded" ? [`porchlight.discarded.${clientId}`] : [];
    assert.deepEqual(storage.keys().sort(), [...marks, KEY].sort(), fate);
  }
});

test("a failed message does not come back after another tab has discarded it", async () => {
  const world = simulatedWorld();
  const one = await world.talkingVisitor();
  world.server.fault("/message", { slow: 500, status: 409, code: "cursor_ahead" });
  const clientId = one.engine.send("Oops");
  const two = world.visitor(one.env.storage);
  two.engine.discard(clientId);
  await world.time.advance(1_000);
  const kept = one.env.storage.keys().filter((key) => !key.startsWith("porchlight.discarded."));
  assert.deepEqual([bodies(one.engine), kept], [["Hello"], [KEY]]);
});

test("two tabs that start at the same moment create one conversation", async () => {
  const world = simulatedWorld();
  const lock = simulatedLock(world.time);
  const tabs = laggingStorages(world.time, 2).map((storage) => world.visitor(storage, { lock }));
  for (const { engine } of tabs) engine.start();
  await world.time.advance(100);
  for (const [at, { engine }] of tabs.entries()) engine.send(`From ${at}`);
  await world.time.advance(3_000);
  for (const { engine } of tabs) {
    assert.deepEqual([...bodies(engine)].sort(), ["From 0", "From 1"]);
    assert.deepEqual(statuses(engine), ["sent", "sent"]);
  }
  const [one, two] = tabs.map(({ env }) => conversationIn(env.storage));
  assert.equal(one, two);
  assert.equal(world.server.log.get(one).log.length, 2);
});

test("without locks, two tabs that start at the same moment lose nothing and double nothing", async () => {
  const world = simulatedWorld();
  const tabs = laggingStorages(world.time, 2).map((storage) => world.visitor(storage));
  for (const { engine } of tabs) engine.start();
  await world.time.advance(100);
  for (const [at, { engine }] of tabs.entries()) engine.send(`From ${at}`);
  for (const { env } of tabs) env.wakeUp();
  await world.time.advance(10_000);
  for (const { env } of tabs) env.wakeUp();
  await world.time.advance(10_000);
  const sent = new Set(world.server.requestsTo("/message").map(({ body }) => body.body));
  const stored = tabs
    .flatMap(({ engine }) => engine.state.messages)
    .filter(({ status }) => status === "sent");
  assert.deepEqual([...sent].sort(), ["From 0", "From 1"]);
  assert.equal(new Set(stored.map(({ key }) => key)).size, 2);
});

test("a tab stopped before it gets the lock stores nothing", async () => {
  const world = simulatedWorld();
  const { env, engine } = world.visitor(simulatedStorage(), { lock: simulatedLock(world.time) });
  engine.start();
  await world.time.advance(100);
  engine.send("Hello");
  engine.stop();
  await world.time.advance(1_000);
  assert.equal(env.storage.get(KEY), null);
  assert.deepEqual([statuses(engine), world.server.requestsTo("/message").length], [["sending"], 0]);
});

test("a first message whose answer is lost, and which another tab has read meanwhile, is read by its writer too", async () => {
  const { time, server, visitor } = simulatedWorld();
  const storage = simulatedStorage();
  const one = visitor(storage);
  const two = visitor(storage);
  one.engine.start();
  two.engine.start();
  await time.advance(100);
  server.fault("/message", { lost: "after", slow: 50 });
  one.engine.send("From one");
  two.env.wakeUp();
  await time.advance(5_000);
  assert.deepEqual([bodies(one.engine), statuses(one.engine)], [["From one"], ["sent"]]);
  assert.equal(one.engine.state.connection, "live");
});

test("a tab that follows another one's conversation sends first what was written first", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const [one, two] = [world.visitor(storage), world.visitor(storage)];
  two.env.connected = false;
  two.engine.start();
  world.server.fault("/session", { slow: 500 });
  one.engine.start();
  one.engine.send("First");
  two.env.wakeUp();
  assert.deepEqual(bodies(two.engine), ["First"]);

  // The first tab begins the conversation, and loses its connection before anything is stored.
  world.server.fault("/message", { status: 503 });
  await world.time.advance(600);
  one.env.connected = false;
  one.engine.send("Second");
  assert.equal(world.server.log.get(conversationIn(storage)), undefined);

  two.env.connected = true;
  two.env.wakeUp();
  await world.time.advance(30_000);
  assert.deepEqual(
    world.server.log.get(conversationIn(storage)).log.map(({ body }) => body),
    ["First", "Second"],
  );
});
