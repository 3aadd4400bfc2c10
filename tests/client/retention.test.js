import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "./simulated/browser.js";

const numbers = (engine) => (engine.state.messages ?? engine.state.open.messages).map(({ id }) => id);

/** A visitor with one message and so many of an admin's after it. */
async function talk(answers) {
  const world = simulatedWorld();
  const talking = await world.talkingVisitor();
  for (let at = 0; at < answers; at++) world.server.write(talking.id, "admin", `answer ${at}`);
  await world.time.advance(1_000);
  return { world, ...talking };
}

async function opened(world, id) {
  const admin = world.admin();
  admin.engine.start();
  admin.engine.openConversation(id);
  await world.time.advance(1_000);
  return admin;
}

test("a page opened later starts where the log starts, whichever earlier rows are deleted", async () => {
  const { world, id } = await talk(4);
  world.server.log.over(id, 3, (number) => number !== 2);
  const { engine } = await opened(world, id);
  assert.deepEqual(numbers(engine), [4, 5]);
  assert.equal(engine.state.behind, false);
});

test("a page that was offline skips deleted messages, and later ones follow", async () => {
  const { world, id, env, engine } = await talk(0);
  world.server.sockets.reach(false);
  world.server.sockets.cutAll();
  env.connected = false;
  for (let at = 0; at < 5; at++) world.server.write(id, "admin", `answer ${at}`);
  world.server.log.over(id, 4);
  env.connected = true;
  env.wakeUp();
  await world.time.advance(5_000);
  assert.deepEqual([numbers(engine), engine.state.behind], [[5, 6], false]);
});

test("after all messages expired, a page is loaded, is not behind, and sends the next number", async () => {
  const { world, id } = await talk(2);
  world.server.log.over(id, 3);
  const { engine } = await opened(world, id);
  assert.deepEqual([numbers(engine), engine.state.open.loaded, engine.state.behind], [[], true, false]);
  engine.send("Are you still there?");
  await world.time.advance(1_000);
  assert.deepEqual([numbers(engine), statuses(engine)], [[4], ["sent"]]);
});

test("messages that expire while a page is open disappear at the next check, and the rest keep their views", async () => {
  const { world, id, engine } = await talk(3);
  engine.setVisible(true);
  await world.time.advance(1_000);
  const before = engine.state.messages.at(-1);
  world.server.log.over(id, 2);
  await world.time.advance(40_000);
  assert.deepEqual(numbers(engine), [3, 4]);
  assert.equal(engine.state.messages.at(-1), before);
});

test("deleted unread messages are not counted", async () => {
  const { world, id, engine } = await talk(3);
  const admin = await opened(world, id);
  assert.equal(engine.state.unread, 3);
  world.server.log.over(id, 3);
  world.server.write(id, "visitor", "and one more");
  await world.time.advance(65_000);
  assert.equal(engine.state.unread, 0);
  assert.equal(admin.engine.state.inbox.conversations[0].unread, 1);
});

test("an own message becomes read by its number, also after the log lost its beginning", async () => {
  const { world, id, engine } = await talk(2);
  world.server.log.over(id, 2);
  engine.send("One more");
  await world.time.advance(40_000);
  world.server.mark(id, "admin", 4);
  await world.time.advance(1_000);
  assert.deepEqual(
    engine.state.messages.map((view) => [view.id, view.status]),
    [
      [3, null],
      [4, "read"],
    ],
  );
});

test("erased messages disappear from every page at once, and from the inbox", async () => {
  const { world, id, engine } = await talk(2);
  const admin = await opened(world, id);
  const other = world.admin();
  other.engine.start();
  await world.time.advance(1_000);
  world.server.erase(id);
  await world.time.advance(50);
  assert.deepEqual([bodies(engine), bodies(admin.engine)], [[], []]);
  assert.deepEqual(admin.engine.state.inbox.conversations, []);
  assert.deepEqual(other.engine.state.inbox.conversations, []);
});

test("a page that misses the push of an erasure learns of it by polling", async () => {
  const { world, id, engine } = await talk(2);
  const admin = await opened(world, id);
  world.server.sockets.deliver(() => []);
  world.server.erase(id);
  await world.time.advance(65_000);
  assert.deepEqual([bodies(engine), bodies(admin.engine)], [[], []]);
  assert.deepEqual(admin.engine.state.inbox.conversations, []);
});

test("after an erasure the conversation continues, and returns to the inbox", async () => {
  const { world, id, engine } = await talk(2);
  const admin = await opened(world, id);
  world.server.erase(id);
  await world.time.advance(50);
  engine.send("Hello again");
  await world.time.advance(2_000);
  assert.deepEqual([numbers(engine), numbers(admin.engine)], [[4], [4]]);
  assert.deepEqual(
    admin.engine.state.inbox.conversations.map(({ preview, unread }) => [preview, unread]),
    [["Hello again", 1]],
  );
});

test("a message whose base was deleted before the page knew is sent automatically", async () => {
  const { world, id, env } = await talk(3);
  world.server.log.over(id, 4);
  world.server.fault("/messages", { lost: "before" }, 3);
  const later = world.visitor(env.storage);
  later.engine.start();
  later.engine.send("I am back");
  await world.time.advance(20_000);
  assert.deepEqual([numbers(later.engine), statuses(later.engine)], [[5], ["sent"]]);
});

test("a message that may be in the deleted part is sent again only by hand", async () => {
  const { world, id, engine } = await talk(0);
  world.server.fault("/message", { lost: "after" });
  world.server.sockets.deliver(() => []);
  world.server.fault("/messages", { status: 503 }, 100);
  engine.send("Once, please");
  await world.time.advance(20);
  world.server.log.over(id, 2);
  world.server.heal();
  await world.time.advance(40_000);
  assert.deepEqual(
    engine.state.messages.map(({ status, failure }) => [status, failure.code, failure.retryable]),
    [["failed", "cursor_behind", true]],
  );
  assert.equal(world.server.log.get(id).log.length, 2);
  engine.retry(engine.state.messages[0].key);
  await world.time.advance(2_000);
  assert.deepEqual([bodies(engine), numbers(engine)], [["Once, please"], [3]]);
});

test("a new log of the same length is not mistaken for the one that was read", async () => {
  const { world, id, env, engine } = await talk(1);
  const admin = await opened(world, id);
  env.connected = false;
  admin.env.connected = false;
  world.server.sockets.cutAll();
  await world.time.advance(1_000);
  world.server.log.forget(id);
  for (let at = 0; at < 4; at++) world.server.write(id, "visitor", `anew ${at}`);
  env.connected = true;
  admin.env.connected = true;
  env.wakeUp();
  admin.env.wakeUp();
  await world.time.advance(65_000);
  const anew = ["anew 0", "anew 1", "anew 2", "anew 3"];
  assert.deepEqual([bodies(engine), bodies(admin.engine)], [anew, anew]);
  assert.equal(admin.engine.state.inbox.conversations[0].preview, "anew 3");
});

test("the number of attempts is stored for every tab", async () => {
  const { world, env, engine } = await talk(0);
  world.server.fault("/message", { lost: "before" }, 2);
  engine.send("Again and again");
  await world.time.advance(20);
  const storage = simulatedStorage(env.storage.kept);
  const [key] = storage.keys().filter((name) => name.includes("outbox"));
  assert.equal(JSON.parse(storage.get(key)).tries, 1);
});
