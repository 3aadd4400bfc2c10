import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A visitor who wrote on an earlier day opens a page; the panel stays closed. */
async function returning({ after = DAY, ...visit } = {}) {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  engine.stop();
  world.server.write(id, "admin", "An answer");
  world.time.sleep(after);
  const from = world.server.requests.length;
  const sockets = world.server.sockets.made.length;
  const page = world.visitor(env.storage, visit);
  page.engine.setPanelOpen(false);
  const paths = () => world.server.requests.slice(from).map(({ path }) => path);
  return { ...world, ...page, id, paths, opened: () => world.server.sockets.made.length - sockets };
}

test("a page with a closed panel makes one request, for the number of unread messages", async () => {
  const { engine, time, paths, opened } = await returning();
  engine.start();
  await time.advance(60 * MINUTE);
  assert.deepEqual([paths(), opened()], [["/chatbot/session", "/chatbot/messages"], 0]);
  assert.deepEqual([engine.state.unread, bodies(engine)], [1, ["Hello", "An answer"]]);
});

test("a page with a closed panel checks again when it wakes, every few minutes at most", async () => {
  const { engine, env, server, time, paths, id } = await returning();
  engine.start();
  await time.advance(1_000);
  server.write(id, "admin", "And another one");
  for (let at = 0; at < 17; at++) {
    env.wakeUp();
    await time.advance(10_000);
  }
  assert.equal(paths().length, 2);
  await time.advance(10_000);
  env.wakeUp();
  await time.advance(100);
  assert.deepEqual([paths().length > 2, engine.state.unread], [true, 2]);
});

test("an open panel is followed live, and no longer when it is closed and nothing is recent", async () => {
  const { engine, time, paths, opened } = await returning();
  engine.start();
  await time.advance(1_000);
  engine.setPanelOpen(true);
  await time.advance(1_000);
  assert.deepEqual([engine.state.connection, opened()], ["live", 1]);
  engine.setPanelOpen(false);
  const before = paths().length;
  await time.advance(60 * MINUTE);
  assert.deepEqual([paths().length, opened()], [before, 1]);
});

test("a conversation whose last message is recent is followed with the panel closed, for half an hour", async () => {
  const { engine, server, time, opened, id } = await returning({ after: 5 * MINUTE });
  engine.start();
  await time.advance(2_000);
  assert.deepEqual([engine.state.connection, opened()], ["live", 1]);
  server.write(id, "admin", "Are you there?");
  await time.advance(10);
  assert.equal(engine.state.unread, 2);
  await time.advance(31 * MINUTE);
  const from = server.requests.length;
  assert.equal(server.sockets.open.length, 0);
  await time.advance(60 * MINUTE);
  assert.equal(server.requests.length, from);
});

test("it stops after half an hour, also without a server", async () => {
  const { engine, env, server, time } = await returning({ after: 5 * MINUTE });
  engine.start();
  await time.advance(2_000);
  env.fetch = () => Promise.reject(new TypeError("offline"));
  server.sockets.cutAll();
  await time.advance(35 * MINUTE);
  let tries = 0;
  env.fetch = () => {
    tries += 1;
    return Promise.reject(new TypeError("offline"));
  };
  await time.advance(35 * MINUTE);
  assert.equal(tries, 0);
});

test("an unsent message is sent with the panel closed, and its answer is waited for", async () => {
  const { engine, time, server, id, opened } = await returning();
  server.fault("/message", { status: 503, retryAfter: 60 });
  engine.send("One more thing");
  engine.start();
  await time.advance(2 * MINUTE);
  assert.deepEqual(statuses(engine), ["read", null, "sent"]);
  server.write(id, "admin", "Tell me");
  await time.advance(100);
  assert.deepEqual([engine.state.unread, opened()], [2, 1]);
});

test("a message acknowledged behind a gap keeps the page polling until the gap is filled", async () => {
  const { engine, time, server } = await returning();
  server.fault("/messages", { status: 503 }, 5);
  engine.send("One more thing");
  engine.start();
  await time.advance(100);
  assert.deepEqual(statuses(engine), ["sent"]);
  await time.advance(30_000);
  assert.deepEqual(bodies(engine), ["Hello", "An answer", "One more thing"]);
});

test("a failed check is repeated when the page wakes", async () => {
  const { engine, env, time, server } = await returning();
  server.fault("/messages", { status: 503 });
  engine.start();
  await time.advance(4 * MINUTE);
  assert.equal(engine.state.unread, 0);
  env.wakeUp();
  await time.advance(100);
  assert.equal(engine.state.unread, 1);
});

test("a visitor who has not written and closes the panel costs no check, not even on waking", async () => {
  const world = simulatedWorld();
  const { engine, env } = world.visitor();
  engine.start();
  await world.time.advance(1_000);
  engine.setPanelOpen(false);
  await world.time.advance(10 * MINUTE);
  env.wakeUp();
  await world.time.advance(MINUTE);
  assert.equal(world.server.requests.length, 1);
});
