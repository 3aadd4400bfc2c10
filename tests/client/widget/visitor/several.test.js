import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "../../simulated/browser.js";

const KEY = "porchlight.pl_test.visitor";
const IN = (storage) => JSON.parse(storage.get(KEY)).conversation_id;

/** As widget/conversations does. */
async function go(engine, conversation_id) {
  const opened = await engine.call("POST", "/chatbot/session", { widget_token: "pl_test", conversation_id });
  engine.move(opened, conversation_id !== "new");
  return opened.conversation_id;
}

async function goes(world, engine, id) {
  const gone = go(engine, id);
  await world.time.advance(100);
  return gone;
}

/** A visitor who has written in one conversation, and then in a second one. */
async function withTwo(world, storage = simulatedStorage()) {
  const { env, engine, id: first } = await world.talkingVisitor(storage);
  const second = await goes(world, engine, "new");
  engine.send("Second");
  await world.time.advance(2_000);
  return { env, engine, first, second };
}

const logOf = (world, id) => world.server.log.get(id)?.log.map(({ body }) => body) ?? [];

test("a new conversation stores nothing before its first message, neither here nor on the server", async () => {
  const world = simulatedWorld();
  const { env, engine, id: first } = await world.talkingVisitor();
  const second = await goes(world, engine, "new");
  await world.time.advance(120_000);
  assert.deepEqual([engine.id, bodies(engine), engine.state.loaded], [second, [], true]);
  assert.equal(world.server.log.get(second), undefined);
  assert.equal(IN(env.storage), first);
  engine.send("Second");
  await world.time.advance(2_000);
  assert.deepEqual([logOf(world, first), logOf(world, second)], [["Hello"], ["Second"]]);
  assert.equal(IN(env.storage), second);
});

test("a later page opens the conversation that was written in last, and an earlier one is a move away", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { first } = await withTwo(world, storage);
  const { engine } = world.visitor(storage);
  engine.start();
  await world.time.advance(2_000);
  assert.deepEqual(bodies(engine), ["Second"]);
  await goes(world, engine, first);
  await world.time.advance(2_000);
  assert.deepEqual([bodies(engine), IN(storage)], [["Hello"], first]);
});

test("a message that is being sent when the visitor leaves is stored in its own conversation, and shown only there", async () => {
  const world = simulatedWorld();
  const { engine, id: first } = await world.talkingVisitor();
  world.server.fault("/message", { slow: 500 });
  engine.send("On its way");
  const second = await goes(world, engine, "new");
  assert.deepEqual(bodies(engine), []);
  await world.time.advance(5_000);
  assert.deepEqual([logOf(world, first), bodies(engine)], [["Hello", "On its way"], []]);
  assert.equal(world.server.log.get(second), undefined);
  await goes(world, engine, first);
  await world.time.advance(2_000);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Hello", "On its way"],
      ["sent", "sent"],
    ],
  );
});

test("a message whose answer is lost goes on from another conversation, and is stored once", async () => {
  const world = simulatedWorld();
  const { engine, first } = await withTwo(world);
  await goes(world, engine, first);
  await world.time.advance(2_000);
  world.server.fault("/message", { lost: "after" }, 2);
  engine.send("Only once");
  await world.time.advance(1);
  await goes(world, engine, "new");
  await world.time.advance(60_000);
  assert.deepEqual(logOf(world, first), ["Hello", "Only once"]);
  assert.deepEqual(engine.unsent, []);
});

test("after a reload an unsent message still goes to the conversation that it was written for", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { env, engine, first, second } = await withTwo(world, storage);
  await goes(world, engine, first);
  await world.time.advance(2_000);
  env.connected = false;
  engine.send("From the tunnel");
  await world.time.advance(100);
  engine.stop();
  // Another tab has gone to the second conversation meanwhile.
  storage.set(KEY, storage.get(`${KEY}.${second}`));
  const later = world.visitor(storage);
  later.engine.start();
  await world.time.advance(5_000);
  assert.deepEqual([bodies(later.engine), logOf(world, first)], [["Second"], ["Hello", "From the tunnel"]]);
});

test("the first message of a new conversation is not lost if the visitor leaves it and reloads before it is sent", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { env, engine, id: first } = await world.talkingVisitor(storage);
  const second = await goes(world, engine, "new");
  env.connected = false;
  engine.send("Never sent from there");
  await world.time.advance(100);
  engine.stop();
  storage.set(KEY, storage.get(`${KEY}.${first}`));
  const later = world.visitor(storage);
  later.engine.start();
  await world.time.advance(5_000);
  assert.deepEqual([logOf(world, first), logOf(world, second)], [["Hello"], ["Never sent from there"]]);
});

test("two tabs in two conversations: each message is stored once, in its own", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { env, engine, id: first } = await world.talkingVisitor(storage);
  const other = world.visitor(storage);
  other.engine.start();
  await world.time.advance(2_000);
  const second = await goes(world, other.engine, "new");
  for (const number of [1, 2, 3]) {
    engine.send(`first ${number}`);
    other.engine.send(`second ${number}`);
    for (const tab of [env, other.env]) tab.wakeUp();
    await world.time.advance(700);
  }
  await world.time.advance(30_000);
  assert.deepEqual(logOf(world, first), ["Hello", "first 1", "first 2", "first 3"]);
  assert.deepEqual(logOf(world, second), ["second 1", "second 2", "second 3"]);
  assert.deepEqual(bodies(engine), logOf(world, first));
  assert.deepEqual(bodies(other.engine), logOf(world, second));
});

test("two tabs that begin a new conversation at the same moment begin two", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { engine } = await world.talkingVisitor(storage);
  const other = world.visitor(storage);
  other.engine.start();
  await world.time.advance(2_000);
  const [one, two] = [go(engine, "new"), go(other.engine, "new")];
  await world.time.advance(100);
  engine.send("one");
  other.engine.send("two");
  await world.time.advance(30_000);
  assert.deepEqual([logOf(world, await one), logOf(world, await two)], [["one"], ["two"]]);
});

test("a message of a conversation that nothing opens any more is shown, and its writer may send it here", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { env, engine, id: first } = await world.talkingVisitor(storage);
  const second = await goes(world, engine, "new");
  env.connected = false;
  engine.send("Nowhere to go");
  await world.time.advance(100);
  engine.stop();
  storage.set(KEY, storage.get(`${KEY}.${first}`));
  storage.remove(`${KEY}.${second}`);
  const later = world.visitor(storage);
  later.engine.start();
  await world.time.advance(5_000);
  assert.deepEqual(
    [bodies(later.engine), statuses(later.engine)],
    [
      ["Hello", "Nowhere to go"],
      ["sent", "failed"],
    ],
  );
  const [, failed] = later.engine.state.messages;
  assert.deepEqual(failed.failure, { code: "conversation_changed", retryable: true });
  later.engine.retry(failed.key);
  await world.time.advance(5_000);
  assert.deepEqual(logOf(world, first), ["Hello", "Nowhere to go"]);
});

test("a session that is renewed while the visitor goes elsewhere does not take the visitor back", async () => {
  const world = simulatedWorld();
  const { engine, first, second } = await withTwo(world);
  const opened = world.server.session({ widget_token: "pl_test", conversation_id: first }, second);
  world.server.fault("/session", { slow: 1_000 });
  world.server.fault("/messages", { status: 401, code: "token_expired" });
  const before = world.server.requestsTo("/session").length;
  // The next check is refused, and the session is renewed.
  while (world.server.requestsTo("/session").length === before) await world.time.advance(100);
  engine.move(opened, true);
  await world.time.advance(5_000);
  assert.deepEqual([engine.id, bodies(engine)], [first, ["Hello"]]);
});

test("the unread messages of the other conversations count, from the session on", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { first } = await withTwo(world, storage);
  world.server.write(first, "admin", "In stock.");
  world.server.write(first, "admin", "And cheap.");
  const { engine } = world.visitor(storage);
  engine.start();
  await world.time.advance(2_000);
  assert.deepEqual([engine.state.unread, engine.state.unreadElsewhere], [2, 2]);
  await goes(world, engine, first);
  await world.time.advance(2_000);
  assert.deepEqual([engine.state.unread, engine.state.unreadElsewhere], [2, 0]);
});

test("an answer in another conversation is pushed to the page, which shows it only there", async () => {
  const world = simulatedWorld();
  const { engine, first } = await withTwo(world);
  const frames = [];
  engine.onFrame = (frame) => frames.push(frame);
  world.server.write(first, "admin", "In stock.");
  await world.time.advance(1_000);
  assert.deepEqual([frames.map((frame) => frame.conversation_id), engine.state.inAnother], [[first], true]);
  assert.deepEqual(bodies(engine), ["Second"]);
});

test("what types in one conversation is sent for that one", async () => {
  const world = simulatedWorld();
  const { engine, first, second } = await withTwo(world);
  engine.say({ type: "typing" });
  await goes(world, engine, first);
  await world.time.advance(3_000);
  engine.say({ type: "typing" });
  const said = world.server.sockets.made.flatMap(({ frames }) =>
    frames.filter(({ type }) => type === "typing"),
  );
  assert.deepEqual(
    said.map(({ conversation_id }) => conversation_id),
    [second, first],
  );
});
