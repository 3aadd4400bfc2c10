import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld } from "./simulated/browser.js";

test("a visitor polls if the server has no socket, and never requests a ticket", async () => {
  const world = simulatedWorld();
  world.server.withoutSocket();
  const { engine, env, id } = await world.talkingVisitor();
  assert.equal(engine.state.connection, "polling");
  world.server.write(id, "admin", "Hi");
  await world.time.advance(1_100);
  assert.deepEqual(bodies(engine), ["Hello", "Hi"]);
  env.wakeUp();
  env.connected = false;
  await world.time.advance(5_000);
  env.connected = true;
  await world.time.advance(60_000);
  assert.equal(engine.state.connection, "polling");
  assert.deepEqual([world.server.requestsTo("/ticket").length, world.server.sockets.made.length], [0, 0]);
});

test("an admin polls if the server has no socket, and never requests a ticket", async () => {
  const world = simulatedWorld();
  world.server.withoutSocket();
  world.server.log.begin("c-1");
  world.server.write("c-1", "visitor", "Hello");
  const { engine, env } = world.admin();
  engine.start();
  engine.openConversation("c-1");
  await world.time.advance(1_000);
  env.wakeUp();
  world.server.write("c-1", "visitor", "Hello?");
  await world.time.advance(2_000);
  assert.deepEqual([engine.state.connection, bodies(engine)], ["polling", ["Hello", "Hello?"]]);
  assert.deepEqual([world.server.requestsTo("/ticket").length, world.server.sockets.made.length], [0, 0]);
});
