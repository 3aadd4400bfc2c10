import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld } from "./simulated/browser.js";

const MINUTE = 60_000;
// A round of the simulated wire takes 10 ms: a poll, a ticket and the opening of a socket fit into 60 ms.
const MOMENTS = Array.from({ length: 60 }, (_, ms) => ms);

async function silent(world, moment) {
  const before = world.server.requests.length;
  await world.time.advance(10 * MINUTE);
  const after = [world.server.requests.length, world.server.sockets.open.length];
  assert.deepEqual(after, [before, 0], `stopped after ${moment} ms`);
}

test("an admin stopped at any moment of a poll opens no socket and sends no more requests", async () => {
  for (const moment of MOMENTS) {
    const world = simulatedWorld();
    world.server.log.begin("c-1");
    world.server.write("c-1", "visitor", "Hello");
    const { engine } = world.admin();
    engine.start();
    engine.openConversation("c-1");
    engine.setVisible(true);
    await world.time.advance(moment);
    engine.stop();
    await silent(world, moment);
  }
});

test("an admin whose session ends at any moment of a poll opens no socket and sends no more requests", async () => {
  for (const moment of MOMENTS) {
    const world = simulatedWorld();
    const { engine } = world.admin();
    world.server.fault("/chatbot", { slow: 20 });
    engine.start();
    await world.time.advance(moment);
    world.server.endSessions();
    await world.time.advance(2 * MINUTE);
    assert.equal(engine.state.signedOut, true);
    await silent(world, moment);
  }
});

test("a visitor stopped at any moment of a poll opens no socket and sends no more requests", async () => {
  for (const moment of MOMENTS) {
    const world = simulatedWorld();
    const { engine, id } = await world.talkingVisitor();
    engine.stop();
    world.server.write(id, "admin", "Hi");
    engine.setVisible(true);
    engine.start();
    await world.time.advance(moment);
    engine.stop();
    await silent(world, moment);
  }
});

test("a visitor refused at any moment of a poll has no socket and sends no more requests", async () => {
  for (const moment of MOMENTS) {
    const world = simulatedWorld();
    const { engine, env } = await world.talkingVisitor();
    engine.stop();
    engine.start();
    await world.time.advance(moment);
    world.server.close("site_disabled");
    env.wakeUp();
    await world.time.advance(2 * MINUTE);
    assert.equal(engine.state.phase, "refused", `refused after ${moment} ms`);
    await silent(world, moment);
  }
});

test("a ticket requested before a stop opens no socket after the next start", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  engine.stop();
  world.server.fault("/ticket", { slow: 500 }, 2);
  engine.start();
  await world.time.advance(100);
  engine.stop();
  engine.start();
  await world.time.advance(2_000);
  const tickets = world.server.sockets.made.map(({ protocols }) => protocols[1]);
  assert.deepEqual(tickets, ["ticket.t1", "ticket.t3"], "of the talk, and of the last start");
  assert.equal(world.server.sockets.open.length, 1);
});

test("a panel that is closed and opened while the server asks to wait polls again afterwards", async () => {
  const world = simulatedWorld();
  world.server.withoutSocket();
  const { engine, id } = await world.talkingVisitor();
  await world.time.advance(40 * MINUTE);
  world.server.fault("/messages", { status: 429, code: "throttled", retryAfter: 5 });
  while (engine.state.connection !== "busy") await world.time.advance(100);
  engine.setPanelOpen(false);
  await world.time.advance(500);
  engine.setPanelOpen(true);
  world.server.heal();
  world.server.write(id, "admin", "Still there?");
  await world.time.advance(10 * MINUTE);
  assert.deepEqual([engine.state.connection, bodies(engine).at(-1)], ["polling", "Still there?"]);
});

test("a message refused with Retry-After is sent after that time though the engine was restarted meanwhile", async () => {
  const world = simulatedWorld();
  world.server.withoutSocket();
  const { engine, id } = await world.talkingVisitor();
  world.server.fault("/message", { status: 429, code: "too_many_messages", retryAfter: 20 });
  engine.send("Too fast");
  await world.time.advance(1_000);
  engine.stop();
  engine.start();
  await world.time.advance(15_000);
  assert.equal(world.server.log.get(id).log.length, 1, "not before the server allows it");
  await world.time.advance(10 * MINUTE);
  assert.equal(world.server.log.get(id).log.length, 2);
});
