import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;

test("a token that is refused is renewed once, and nothing is lost", async () => {
  const world = simulatedWorld();
  const { engine, id } = await world.talkingVisitor();
  world.server.fault("/message", { status: 401, code: "token_expired" });
  world.server.fault("/messages", { status: 401, code: "token_expired" });
  engine.send("Still here");
  await world.time.advance(40_000);
  assert.deepEqual(statuses(engine), ["sent", "sent"]);
  assert.equal(world.server.log.get(id).log.length, 2);
  assert.equal(world.server.requestsTo("/session").length, 3);
});

test("requests refused together renew the token together", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  world.server.write(id, "admin", "Hi");
  await world.time.advance(100);
  const refused = { status: 401, code: "token_expired" };
  for (const ending of ["/message", "/mark-read"]) world.server.fault(ending, refused);
  world.server.fault("/messages", { ...refused, slow: 300 });
  const before = world.server.requestsTo("/session").length;
  engine.setVisible(true);
  engine.send("Together");
  env.wakeUp();
  await world.time.advance(10_000);
  assert.deepEqual([bodies(engine), engine.state.unread], [["Hello", "Hi", "Together"], 0]);
  assert.equal(world.server.requestsTo("/session").length, before + 1);
});

test("unsent messages of a lost conversation are kept, and sent by hand into the new one", async () => {
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

test("after the server lost its log, the timeline starts from nothing", async () => {
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

test("a message whose base does not exist fails, and a retry by hand has a new base and the same client_id", async () => {
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
  const sent = world.server.requestsTo("/message").map(({ body }) => [body.client_id, body.after]);
  assert.deepEqual(sent.slice(1), [
    [clientId, 10],
    [clientId, 2],
  ]);
});

test("a message whose base is too old is sent again with a newer one, and is not shown as failed", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  env.connected = false;
  const clientId = engine.send("Still there?");
  for (let at = 0; at < 1_500; at++) world.server.write(id, "admin", `later ${at}`);
  const failures = [];
  engine.subscribe(() => failures.push(...engine.state.messages.filter(({ failure }) => failure)));
  env.connected = true;
  env.wakeUp();
  await world.time.advance(5_000);
  assert.deepEqual(
    [bodies(engine).length, bodies(engine).at(-1), statuses(engine).at(-1)],
    [1_502, "Still there?", "sent"],
  );
  const sent = world.server.requestsTo("/message").map(({ body }) => [body.client_id, body.after]);
  assert.deepEqual(
    [sent[1], sent.at(-1)],
    [
      [clientId, 1],
      [clientId, 1_501],
    ],
  );
  assert.deepEqual(failures, []);
});

test("a message stored long ago, its answer lost, is found by catching up", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  world.server.fault("/message", { lost: "after" });
  const clientId = engine.send("Did you get this?");
  await world.time.advance(10);
  env.connected = false;
  for (let at = 0; at < 1_500; at++) world.server.write(id, "admin", `later ${at}`);
  await world.time.advance(60_000);
  env.connected = true;
  env.wakeUp();
  await world.time.advance(5_000);
  assert.equal(bodies(engine).length, 1_502);
  assert.deepEqual(
    engine.state.messages.filter(({ key }) => key === clientId).map(({ id }) => id),
    [2],
  );
});

test("a site disabled during a conversation stops the engine, which reports it", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/messages", { status: 403, code: "site_disabled" });
  await world.time.advance(31_000);
  assert.deepEqual([engine.state.phase, engine.state.refusal], ["refused", { code: "site_disabled" }]);
  const before = world.server.requests.length;
  await world.time.advance(10 * MINUTE);
  assert.deepEqual([world.server.requests.length, world.server.sockets.open.length], [before, 0]);
});

test("it makes no requests after a stop, and catches up after a start", async () => {
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

test("a page with a replaced widget token continues the conversation", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { engine } = world.visitor(storage, { widgetToken: "pl_test_5f2d9c1b" });
  engine.start();
  await world.time.advance(100);
  engine.send("Hello");
  await world.time.advance(1_000);
  engine.stop();
  const again = world.visitor(storage, { widgetToken: "pl_test_c07f1e9a" });
  assert.equal(again.engine.stored(), true);
  again.engine.start();
  await world.time.advance(1_000);
  assert.deepEqual(bodies(again.engine), ["Hello"]);
});
