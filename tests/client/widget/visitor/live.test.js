import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld, statuses } from "../../simulated/browser.js";

test("while live, messages are pushed, and the page does not poll", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  const before = world.server.requests.length;
  world.server.write(id, "admin", "Hi");
  await world.time.advance(10);
  assert.deepEqual([bodies(engine), engine.state.unread], [["Hello", "Hi"], 1]);
  await world.time.advance(25_000);
  assert.equal(world.server.requests.length, before);
});

test("a frame of the page goes out on the live socket, with the conversation, and never before the first message", async () => {
  const world = simulatedWorld();
  const said = () => world.server.sockets.made.flatMap(({ frames }) => frames);
  const { engine } = world.visitor();
  engine.start();
  engine.say({ type: "typing" }); // before the session's answer
  await world.time.advance(5_000);
  engine.say({ type: "typing" });
  assert.deepEqual([world.server.sockets.made.length, said()], [0, []]);
  engine.send("Hello");
  await world.time.advance(2_000);
  assert.equal(engine.state.connection, "live");
  engine.say({ type: "typing" });
  const { at, ...frame } = said().find(({ type }) => type === "typing");
  assert.deepEqual(frame, {
    type: "typing",
    conversation_id: world.server.sockets.made[0].audience.conversation,
  });
  world.server.sockets.reach(false);
  world.server.sockets.cutAll();
  engine.say({ type: "typing" });
  assert.equal(said().filter(({ type }) => type === "typing").length, 1);
});

test("the extras hear a frame after the engine has applied it", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  const heard = [];
  engine.onFrame = (frame) => heard.push([frame.type, bodies(engine).at(-1)]);
  world.server.write(id, "admin", "Hi");
  world.server.sockets.push({ type: "Typing", conversation_id: id, id: 2, side: "admin", name: "Maya" });
  await world.time.advance(10);
  assert.deepEqual(heard, [
    ["ChatMessageReceived", "Hi"],
    ["Typing", "Hi"],
  ]);
});

test("without a socket, a message arrives within the poll's interval", async () => {
  const world = simulatedWorld();
  world.server.sockets.reach(false);
  const { engine, id } = await world.talkingVisitor();
  assert.equal(engine.state.connection, "polling");
  for (let at = 0; at < 20; at++) {
    world.server.write(id, "admin", `answer ${at}`);
    await world.time.advance(1_020);
    assert.equal(bodies(engine).at(-1), `answer ${at}`);
  }
});

test("a socket that is lost is followed by polls, and by a new socket that catches up", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.reach(false);
  world.server.sockets.cutAll();
  world.server.write(id, "admin", "While you were away");
  await world.time.advance(1_020);
  assert.deepEqual([bodies(engine), engine.state.connection], [["Hello", "While you were away"], "polling"]);
  world.server.sockets.reach(true);
  await world.time.advance(25_000);
  assert.equal(engine.state.connection, "live");
});

test("messages stored between the last poll and the opening of the socket are read at once", async () => {
  const world = simulatedWorld();
  world.server.fault("/ticket", { slow: 400 });
  const { engine, env } = world.visitor();
  engine.start();
  await world.time.advance(100);
  engine.send("Hello");
  await world.time.advance(300);
  const [{ conversation_id }] = [JSON.parse(env.storage.get("porchlight.pl_test.visitor"))];
  world.server.write(conversation_id, "admin", "In between");
  await world.time.advance(200);
  assert.deepEqual([engine.state.connection, bodies(engine)], ["live", ["Hello", "In between"]]);
});

test("a lost push is noticed by the next heartbeat, and repaired at once", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.deliver(() => []);
  world.server.write(id, "admin", "lost");
  await world.time.advance(100);
  assert.deepEqual(bodies(engine), ["Hello"]);
  const [socket] = world.server.sockets.open;
  socket.receive(JSON.stringify({ type: "resumed", behind: { [id]: 2, c_of_somebody_else: 9 } }));
  await world.time.advance(100);
  assert.deepEqual([bodies(engine), engine.state.behind], [["Hello", "lost"], false]);
});

test("a lost push is noticed by the next one and repaired at once", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.deliver(() => []);
  world.server.write(id, "admin", "lost");
  await world.time.advance(1_000);
  assert.deepEqual(bodies(engine), ["Hello"]);
  world.server.sockets.deliver(() => [5]);
  world.server.write(id, "admin", "pushed");
  await world.time.advance(6);
  assert.deepEqual([bodies(engine), engine.state.behind], [["Hello"], true]);
  await world.time.advance(20);
  assert.deepEqual([bodies(engine), engine.state.behind], [["Hello", "lost", "pushed"], false]);
});

test("a lost push without a later one is found by the slow check", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.deliver(() => []);
  world.server.write(id, "admin", "lost");
  await world.time.advance(30_100);
  assert.deepEqual(bodies(engine), ["Hello", "lost"]);
});

test("a repair that fails is tried again within seconds, not at the next slow check", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.deliver(({ id: number }) => (number === 2 ? [] : [5]));
  world.server.fault("/messages", { status: 503 }, 2);
  world.server.write(id, "admin", "lost");
  world.server.write(id, "admin", "pushed");
  await world.time.advance(4_000);
  assert.deepEqual(bodies(engine), ["Hello", "lost", "pushed"]);
});

test("pushes doubled, late and out of order show the log", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  const plans = [[400, 900], [5, 5, 300], [200], [], [1, 1000]];
  world.server.sockets.deliver(({ id: number }) => plans[number % plans.length]);
  const expected = ["Hello"];
  for (let at = 0; at < 40; at++) {
    world.server.write(id, "admin", `answer ${at}`);
    expected.push(`answer ${at}`);
    await world.time.advance(100);
    assert.deepEqual(
      bodies(engine),
      expected.slice(0, engine.state.messages.length),
      "always a prefix of the log",
    );
  }
  await world.time.advance(2_000);
  assert.deepEqual(bodies(engine), expected);
});

test("read marks are sent automatically by both sides", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.mark(id, "admin", 1);
  await world.time.advance(10);
  assert.deepEqual(statuses(engine), ["read"]);
  world.server.write(id, "admin", "Hi");
  await world.time.advance(100);
  assert.deepEqual([engine.state.unread, world.server.log.get(id).read.visitor], [1, 1]);
  engine.setVisible(true);
  await world.time.advance(100);
  assert.deepEqual([engine.state.unread, world.server.log.get(id).read.visitor], [0, 2]);
  world.server.write(id, "admin", "And");
  await world.time.advance(100);
  assert.equal(world.server.log.get(id).read.visitor, 3);
});
