import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;
const KEY = "porchlight.pl_test.visitor";

/** As a host page does at its own logout. Only other tabs get an event. */
const clear = ({ storage }) => storage.kept.clear();

test("a host page that clears the storage takes no message from the screen, and none from being sent", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  env.connected = false;
  engine.send("One");
  engine.send("Two");
  await world.time.advance(1_000);
  clear(env);
  await world.time.advance(MINUTE);
  assert.deepEqual(bodies(engine), ["Hello", "One", "Two"]);
  env.connected = true;
  env.wakeUp();
  await world.time.advance(MINUTE);
  assert.deepEqual(statuses(engine), ["sent", "sent", "sent"]);
  assert.equal(world.server.log.get(id).log.length, 3);
  assert.deepEqual(env.storage.keys(), [KEY]);
});

test("a page that is left right after the clearing stores everything for the next one", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  env.connected = false;
  engine.send("One");
  await world.time.advance(1_000);
  clear(env);
  env.leave();
  engine.stop();
  const next = world.visitor(env.storage);
  assert.equal(next.engine.stored(), true);
  next.engine.start();
  await world.time.advance(MINUTE);
  assert.deepEqual([bodies(next.engine), world.server.log.get(id).log.length], [["Hello", "One"], 2]);
});

test("the session is stored again while the page is open, and the conversation survives an expired token", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  clear(env);
  world.server.fault("/message", { status: 401, code: "token_expired" });
  engine.send("Still me");
  await world.time.advance(MINUTE);
  assert.deepEqual(bodies(engine), ["Hello", "Still me"]);
  assert.equal(JSON.parse(env.storage.get(KEY)).conversation_id, id);
});

test("a storage cleared during a session request loses no conversation", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  world.server.fault("/message", { status: 401, code: "token_expired" });
  world.server.fault("/session", { slow: 200 });
  engine.send("Still me");
  await world.time.advance(100);
  clear(env);
  await world.time.advance(MINUTE);
  assert.deepEqual([bodies(engine), world.server.log.get(id).log.length], [["Hello", "Still me"], 2]);
});

test("another tab's newer conversation stays in storage", async () => {
  const world = simulatedWorld();
  const { engine, env } = await world.talkingVisitor();
  clear(env);
  const other = world.visitor(env.storage);
  other.engine.start();
  await world.time.advance(100);
  other.engine.send("Another one");
  await world.time.advance(MINUTE);
  const { conversation_id } = JSON.parse(env.storage.get(KEY));
  assert.deepEqual(
    world.server.log.get(conversation_id).log.map(({ body }) => body),
    ["Another one"],
  );
  engine.send("And I am still here");
  await world.time.advance(1_000);
  assert.deepEqual(bodies(engine), ["Hello", "And I am still here"]);
});

test("a stopped engine stores nothing again: a reset visitor stays deleted", async () => {
  const world = simulatedWorld();
  const { engine, env } = await world.talkingVisitor();
  world.server.fault("/message", { slow: 300, status: 409, code: "cursor_behind" });
  world.server.fault("/messages", { slow: 300 });
  engine.send("On its way");
  env.wakeUp();
  await world.time.advance(100);
  engine.stop();
  clear(env);
  env.leave();
  await world.time.advance(MINUTE);
  assert.deepEqual(env.storage.keys(), []);
});

test("a verified visitor's session is stored again too", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { engine, env } = world.visitor(storage, { identity: { id: "ada", hash: "hash of ada" } });
  engine.start();
  await world.time.advance(100);
  engine.send("Hello");
  await world.time.advance(1_000);
  clear(env);
  await world.time.advance(MINUTE);
  assert.deepEqual(storage.keys(), ["porchlight.pl_test:ada.visitor"]);
});
