import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld, statuses } from "./simulated_browser.js";

const MINUTE = 60_000;

test("while live, what the other side writes is pushed, and nobody polls", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  const before = world.server.requests.length;
  world.server.write(id, "admin", "Hi");
  await world.time.advance(10);
  assert.deepEqual([bodies(engine), engine.state.unread], [["Hello", "Hi"], 1]);
  await world.time.advance(25_000);
  assert.equal(world.server.requests.length, before);
});

test("without a socket, what the other side writes is there within the poll's interval", async () => {
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

test("what is stored between the last poll and the opening of the socket is caught up at once", async () => {
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

test("a lost push that none follows is found by the slow check", async () => {
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

test("a send whose answer is lost is sent again and stored once, shown once", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.sockets.deliver(() => []);
  world.server.fault("/message", { lost: "after" }, 3);
  engine.send("Only once");
  await world.time.advance(1);
  assert.deepEqual(statuses(engine), ["sent", "sending"]);
  await world.time.advance(20_000);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Hello", "Only once"],
      ["sent", "sent"],
    ],
  );
  assert.equal(world.server.log.get(id).log.length, 2);
  assert.equal(world.server.asked("/message").length, 5);
});

test("a message that its own push brings before the answer is shown once and not sent again", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/message", { lost: "after" });
  world.server.sockets.deliver(() => [1]);
  engine.send("Echo");
  await world.time.advance(8);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Hello", "Echo"],
      ["sent", "sent"],
    ],
  );
  await world.time.advance(20_000);
  assert.equal(world.server.asked("/message").length, 2);
});

test("three lost requests, a busy server and a slow answer: each message once, in the order written", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.fault("/message", { lost: "before" }, 3);
  world.server.fault("/message", { status: 503, retryAfter: 2 });
  world.server.fault("/message", { slow: 20_000 });
  for (const body of ["1", "2", "3"]) engine.send(body);
  await world.time.advance(2 * MINUTE);
  const log = world.server.log.get(id).log.map(({ body }) => body);
  assert.deepEqual(log, ["Hello", "1", "2", "3"]);
  assert.deepEqual([bodies(engine), engine.state.messages.at(-1).status], [log, "sent"]);
});

test("a refused message says why, lets the next ones pass, and can be discarded", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  const refused = engine.send("  ");
  engine.send("next");
  await world.time.advance(1_000);
  const last = engine.state.messages.at(-1);
  assert.deepEqual(statuses(engine), ["sent", "sent", "failed"]);
  assert.deepEqual([last.key, last.failure], [refused, { code: "message_empty", retryable: false }]);
  engine.discard(refused);
  assert.deepEqual(bodies(engine), ["Hello", "next"]);
});

test("a reload with a full outbox sends each message once, in the order written", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  world.server.fault("/message", { lost: "after" });
  world.server.sockets.deliver(() => []);
  for (let at = 0; at < 20; at++) engine.send(`written ${at}`);
  await world.time.advance(11);
  env.connected = false;
  engine.stop();

  const reloaded = world.visitor(env.storage);
  assert.equal(reloaded.engine.state.messages.length, 20);
  reloaded.engine.start();
  await world.time.advance(MINUTE);
  const expected = ["Hello", ...Array.from({ length: 20 }, (_, at) => `written ${at}`)];
  assert.deepEqual([bodies(reloaded.engine), world.server.log.get(id).log.length], [expected, 21]);
  assert.equal(env.storage.kept.size, 1);
});

test("two tabs with one outbox send everything once and show the same", async () => {
  const world = simulatedWorld();
  const one = await world.talkingVisitor();
  one.env.connected = false;
  for (let at = 0; at < 5; at++) one.engine.send(`one ${at}`);
  const two = world.visitor(one.env.storage);
  two.engine.start();
  one.env.connected = true;
  one.env.wakeUp();
  for (let at = 0; at < 5; at++) two.engine.send(`two ${at}`);
  await world.time.advance(MINUTE);
  const log = world.server.log.get(one.id).log.map(({ body }) => body);
  assert.equal(log.length, 11);
  assert.equal(new Set(log).size, 11);
  assert.deepEqual([bodies(one.engine), bodies(two.engine)], [log, log]);
  const ofOne = log.filter((body) => body.startsWith("one"));
  assert.deepEqual(ofOne, ["one 0", "one 1", "one 2", "one 3", "one 4"]);
});

test("the outbox of a tab that crashed is sent by the other when it wakes", async () => {
  const world = simulatedWorld();
  const one = await world.talkingVisitor();
  const two = world.visitor(one.env.storage);
  two.engine.start();
  await world.time.advance(1_000);
  one.env.connected = false;
  one.engine.send("Last words");
  one.engine.stop();
  two.env.wakeUp();
  await world.time.advance(1_000);
  assert.deepEqual(bodies(two.engine), ["Hello", "Last words"]);
});

test("a token that is refused is renewed once, and nothing is lost", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.fault("/message", { status: 401, code: "token_expired" });
  world.server.fault("/messages", { status: 401, code: "token_expired" });
  engine.send("Still here");
  await world.time.advance(40_000);
  assert.deepEqual(statuses(engine), ["sent", "sent"]);
  assert.equal(world.server.log.get(id).log.length, 2);
  assert.equal(world.server.asked("/session").length, 3);
});

test("requests refused together renew the token together", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  world.server.write(id, "admin", "Hi");
  await world.time.advance(100);
  const refused = { status: 401, code: "token_expired" };
  for (const ending of ["/message", "/mark-read"]) world.server.fault(ending, refused);
  world.server.fault("/messages", { ...refused, slow: 300 });
  const before = world.server.asked("/session").length;
  engine.looking(true);
  engine.send("Together");
  env.wakeUp();
  await world.time.advance(10_000);
  assert.deepEqual([bodies(engine), engine.state.unread], [["Hello", "Hi", "Together"], 0]);
  assert.equal(world.server.asked("/session").length, before + 1);
});

test("when the conversation cannot be reached any more, the unsent is kept, and sent by hand into the new one", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  world.server.expireTokens();
  const clientId = engine.send("To whom?");
  await world.time.advance(5_000);
  assert.deepEqual(
    engine.state.messages.map(({ body, failure }) => [body, failure]),
    [["To whom?", { code: "conversation_changed", retryable: true }]],
  );
  engine.retry(clientId);
  await world.time.advance(5_000);
  const next = JSON.parse(env.storage.get("porchlight.pl_test.visitor")).conversation_id;
  assert.notEqual(next, id);
  assert.deepEqual([statuses(engine), world.server.log.get(next).log.length], [["sent"], 1]);
  assert.equal(engine.state.connection, "live");
});

test("after a server that lost its log the timeline begins again from nothing", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  for (let at = 0; at < 9; at++) world.server.write(id, "admin", `old ${at}`);
  await world.time.advance(100);
  assert.equal(engine.state.messages.length, 10);
  world.server.log.clear();
  world.server.log.begin(id);
  world.server.write(id, "admin", "new");
  await world.time.advance(31_000);
  assert.deepEqual(bodies(engine), ["new"]);
});

test("a message whose base is gone fails, and a retry by hand has a base that was read, and the same client_id", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  for (let at = 0; at < 9; at++) world.server.write(id, "admin", `old ${at}`);
  await world.time.advance(100);
  env.connected = false;
  const clientId = engine.send("Where were we?");
  world.server.log.clear();
  world.server.log.begin(id);
  world.server.write(id, "admin", "new 1");
  world.server.write(id, "admin", "new 2");
  env.connected = true;
  env.wakeUp();
  await world.time.advance(5_000);
  assert.deepEqual(engine.state.messages.at(-1).failure, { code: "cursor_ahead", retryable: true });
  assert.deepEqual(bodies(engine), ["new 1", "new 2", "Where were we?"]);
  engine.retry(clientId);
  await world.time.advance(1_000);
  assert.deepEqual(statuses(engine), [null, null, "sent"]);
  const sent = world.server.asked("/message").map(({ body }) => [body.client_id, body.after]);
  assert.deepEqual(sent.slice(1), [
    [clientId, 10],
    [clientId, 2],
  ]);
});

test("a half-open socket is found out, and what it swallowed is shown within the slow check", async () => {
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

test("without a network it says offline, and what was written then is sent when the network is back", async () => {
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
  await world.time.advance(5 * MINUTE);
  assert.equal(engine.state.connection, "offline");
  world.server.heal();
  await world.time.advance(5_100);
  assert.deepEqual(statuses(engine), ["sent", "sent"]);
});

test("ten thousand missed messages are drained in pages, with one notice a page", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  engine.stop();
  for (let at = 0; at < 10_000; at++)
    world.server.log.append(id, "admin", { client_id: `m-${at}`, body: `${at}`, after: 0 });
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
  assert.ok(world.server.asked("/messages", from).length <= 53);
  assert.ok(notices <= 60, `${notices} notices`);
  assert.equal(reloaded.engine.state.behind, false);
});

test("read marks go by themselves, both ways", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.mark(id, "admin", 1);
  await world.time.advance(10);
  assert.deepEqual(statuses(engine), ["read"]);
  world.server.write(id, "admin", "Hi");
  await world.time.advance(100);
  assert.deepEqual([engine.state.unread, world.server.log.get(id).read.visitor], [1, 1]);
  engine.looking(true);
  await world.time.advance(100);
  assert.deepEqual([engine.state.unread, world.server.log.get(id).read.visitor], [0, 2]);
  world.server.write(id, "admin", "And");
  await world.time.advance(100);
  assert.equal(world.server.log.get(id).read.visitor, 3);
});

test("a site that is switched off in mid-conversation stops the engine and says so", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/messages", { status: 403, code: "site_disabled" });
  await world.time.advance(31_000);
  assert.deepEqual([engine.state.phase, engine.state.refusal], ["refused", { code: "site_disabled" }]);
  const before = world.server.requests.length;
  await world.time.advance(10 * MINUTE);
  assert.deepEqual([world.server.requests.length, world.server.sockets.open.length], [before, 0]);
});

test("stopped, it is silent; started again, it catches up", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  engine.stop();
  const before = world.server.requests.length;
  world.server.write(id, "admin", "Later");
  await world.time.advance(10 * MINUTE);
  assert.deepEqual([world.server.requests.length, world.server.sockets.open.length], [before, 0]);
  engine.start();
  await world.time.advance(1_000);
  assert.deepEqual(bodies(engine), ["Hello", "Later"]);
});
