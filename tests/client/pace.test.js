import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxRow, workingAdmin } from "./simulated/admin.js";
import { bodies, simulatedWorld } from "./simulated/browser.js";

const MINUTE = 60_000;

/** A visitor without a socket, whose last message is some time ago. */
async function polling({ idle = 0, hidden = false } = {}) {
  const world = simulatedWorld();
  world.server.withoutSocket();
  const talk = await world.talkingVisitor();
  talk.env.hidden = hidden;
  await world.time.advance(idle);
  return { ...world, ...talk };
}

/** The interval of a wait, which is up to a tenth shorter, at random. */
const interval = (ms) => [1, 2, 4, 8, 15, 16, 30].find((s) => ms > s * 899 && ms < s * 1000 + 100);

/** Milliseconds between the polls of the next minutes. */
async function waits({ server, time }, ms, ending = "/messages") {
  const from = server.requests.length;
  await time.advance(ms);
  const at = server.requestsTo(ending, from).map((request) => request.at);
  return at.slice(1).map((moment, index) => moment - at[index]);
}

test("an active conversation is polled every second", async () => {
  const world = await polling();
  for (let minute = 0; minute < 5; minute++) {
    world.server.write(world.id, "admin", `answer ${minute}`);
    assert.ok(Math.max(...(await waits(world, MINUTE))) < 1_100);
  }
});

test("after some idle minutes polls become fewer, down to one in fifteen seconds", async () => {
  const world = await polling({ idle: 2.5 * MINUTE });
  const slower = (await waits(world, 2 * MINUTE)).map(interval);
  assert.deepEqual([...new Set(slower)], [1, 2, 4, 8, 15]);
});

test("a hidden page is polled less at once, down to twice a minute", async () => {
  const world = await polling({ hidden: true });
  const slower = (await waits(world, 3 * MINUTE)).map(interval);
  assert.deepEqual(
    [...new Set(slower)].map((s) => (s === 15 ? 16 : s)),
    [2, 4, 8, 16, 30],
  );
});

test("polls are fast at once when the page is shown again", async () => {
  const world = await polling({ idle: 10 * MINUTE, hidden: true });
  world.server.write(world.id, "admin", "While you were away");
  world.env.hidden = false;
  world.env.wakeUp();
  await world.time.advance(20);
  assert.equal(bodies(world.engine).at(-1), "While you were away");
  assert.ok(Math.max(...(await waits(world, MINUTE))) < 1_100);
});

test("an answer makes slow polls fast again; so do sending and reading", async () => {
  const stirs = [
    ({ server, id }) => server.write(id, "admin", "Here I am"),
    ({ engine }) => engine.send("Still there?"),
    ({ engine }) => engine.setVisible(true),
  ];
  for (const stir of stirs) {
    const world = await polling({ idle: 10 * MINUTE });
    stir(world);
    await world.time.advance(15_000);
    assert.ok(Math.max(...(await waits(world, MINUTE))) < 1_100, String(stir));
  }
});

test("known missing messages are polled for fast, however idle the page was", async () => {
  const world = await polling({ idle: 10 * MINUTE });
  const { server, time, engine, id } = world;
  server.fault("/messages", { status: 503 }, 3);
  engine.send("Hello?");
  server.log.append(id, "admin", { client_id: "between-1", body: "Between", after: 1 });
  await time.advance(10_000);
  assert.equal(engine.state.behind, false);
});

test("an inbox without new messages is polled less, and fast again after a message", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  await time.advance(10 * MINUTE);
  assert.ok(Math.max(...(await waits({ server, time }, MINUTE, "/chatbot"))) > 10_000);
  server.write("c-1", "visitor", "Hello?");
  await time.advance(16_000);
  assert.equal(inboxRow(engine, "c-1").unread, 2);
  assert.ok(Math.max(...(await waits({ server, time }, MINUTE, "/chatbot"))) < 1_100);
});

test("an admin who sends or reads makes the inbox fast again", async () => {
  for (const stir of [(engine) => engine.setVisible(true), (engine) => engine.send("Hello")]) {
    const { engine, server, time } = await workingAdmin({ reach: false });
    engine.openConversation("c-1");
    await time.advance(10 * MINUTE);
    stir(engine);
    await time.advance(2_000);
    assert.ok(Math.max(...(await waits({ server, time }, MINUTE, "/chatbot"))) < 1_100, String(stir));
  }
});
