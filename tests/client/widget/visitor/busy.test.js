import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxRow, workingAdmin } from "../../simulated/admin.js";
import { bodies, simulatedWorld, statuses } from "../../simulated/browser.js";

const THROTTLED = { status: 429, code: "throttled", retryAfter: 5 };

for (const fault of [
  THROTTLED,
  { status: 503, retryAfter: 1 },
  { status: 502, text: "" },
  { status: 504, text: "" },
])
  test(`a server that answers ${fault.status} is busy, not offline, and messages are sent when it recovers`, async () => {
    const world = simulatedWorld();
    world.server.withoutSocket();
    const { engine, id } = await world.talkingVisitor();
    for (const ending of ["/messages", "/message"]) world.server.fault(ending, fault, 100);
    engine.send("Hello?");
    await world.time.advance(2_000);
    assert.deepEqual([engine.state.connection, statuses(engine)], ["busy", ["sent", "sending"]]);
    world.server.heal();
    await world.time.advance(120_000);
    assert.deepEqual([engine.state.connection, statuses(engine)], ["polling", ["sent", "sent"]]);
    assert.equal(world.server.log.get(id).log.length, 2);
  });

test("a visitor over the rate limit is not shown that the server is busy", async () => {
  const world = simulatedWorld();
  world.server.withoutSocket();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/message", { status: 429, code: "too_many_messages", retryAfter: 5 });
  const connections = new Set();
  engine.subscribe(() => connections.add(engine.state.connection));
  engine.send("too fast");
  await world.time.advance(10_000);
  assert.deepEqual([[...connections], bodies(engine)], [["polling"], ["Hello", "too fast"]]);
});

test("an answer of another server, such as a hotel's sign-in page, counts as no connection", async () => {
  const world = simulatedWorld();
  world.server.withoutSocket();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/messages", { text: "<html>Welcome to the hotel" }, 100);
  await world.time.advance(3_000);
  assert.equal(engine.state.connection, "offline");
});

test("an admin's page shows busy too", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  server.fault("/chatbot", THROTTLED, 2);
  await time.advance(3_000);
  assert.equal(engine.state.connection, "busy");
  await time.advance(120_000);
  assert.deepEqual([engine.state.connection, inboxRow(engine, "c-1").last_id], ["polling", 1]);
});

test("catching up that fails right after the socket opened is tried again within seconds", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  await world.time.advance(12_000);
  world.server.sockets.deliver(() => []);
  world.server.sockets.cutAll();
  world.server.fault("/ticket", { slow: 2_000 });
  await world.time.advance(1_500);
  world.server.write(id, "admin", "In between");
  world.server.fault("/messages", { status: 503 }, 2);
  await world.time.advance(6_000);
  assert.deepEqual(bodies(engine), ["Hello", "In between"]);
});
