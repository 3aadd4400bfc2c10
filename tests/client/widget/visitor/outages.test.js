import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;

test("a half-open socket is detected, and the messages it lost are shown by the slow check", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.made[0].silent = true;
  world.server.write(id, "admin", "Anybody there?");
  await world.time.advance(31_000);
  assert.deepEqual(bodies(engine), ["Hello", "Anybody there?"]);
  await world.time.advance(60_000);
  assert.equal(world.server.sockets.made[0].closed, true);
  assert.equal(engine.state.connection, "live");
});

test("after sleep everything is caught up at once, before the dead socket is even noticed", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  world.server.sockets.made[0].silent = true;
  world.time.sleep(3 * 60 * MINUTE);
  world.server.write(id, "admin", "Good morning");
  env.wakeUp();
  await world.time.advance(20);
  assert.deepEqual(bodies(engine), ["Hello", "Good morning"]);
});

test("without a network it is offline, and messages written then are sent when the network is back", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  env.connected = false;
  world.server.sockets.cutAll();
  await world.time.advance(1_500);
  engine.send("From the tunnel");
  await world.time.advance(2 * MINUTE);
  assert.deepEqual([engine.state.connection, statuses(engine)], ["offline", ["sent", "sending"]]);
  env.connected = true;
  env.wakeUp();
  await world.time.advance(100);
  assert.deepEqual([engine.state.connection, statuses(engine)], ["live", ["sent", "sent"]]);
  assert.equal(world.server.log.get(id).log.length, 2);
});

test("a server that is back is noticed without any sign from the browser, and the outbox follows at once", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  const down = { lost: "before" };
  for (const ending of ["/message", "/messages", "/ticket"]) world.server.fault(ending, down, 1000);
  world.server.sockets.cutAll();
  engine.send("Hello?");
  await world.time.advance(2 * MINUTE);
  assert.equal(engine.state.connection, "offline");
  world.server.heal();
  await world.time.advance(6_100);
  assert.deepEqual(statuses(engine), ["sent", "sent"]);
});

test("ten thousand missed messages are read in pages, with one notification a page", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  engine.stop();
  for (let at = 0; at < 10_000; at++)
    world.server.log.append(id, "admin", { client_id: `m-${at}`, body: `${at}`, after: at });
  const reloaded = world.visitor(env.storage);
  let notices = 0;
  const lengths = [];
  reloaded.engine.subscribe(() => {
    notices += 1;
    lengths.push(reloaded.engine.state.messages.length);
  });
  const from = world.server.requests.length;
  reloaded.engine.start();
  await world.time.advance(2_000);
  assert.equal(reloaded.engine.state.messages.length, 10_001);
  assert.deepEqual(
    reloaded.engine.state.messages.map(({ id: number }) => number),
    Array.from({ length: 10_001 }, (_, at) => at + 1),
  );
  assert.ok(world.server.requestsTo("/messages", from).length <= 53);
  assert.ok(notices <= 60, `${notices} notices`);
  assert.equal(reloaded.engine.state.behind, false);
});
