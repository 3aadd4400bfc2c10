import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;
const KEY = "porchlight.pl_test.visitor";
const conversationIn = (storage) => JSON.parse(storage.get(KEY)).conversation_id;

test("a visitor who writes nothing costs one request: no poll, no socket, nothing stored", async () => {
  const { time, server, visitor } = simulatedWorld();
  const { engine, env } = visitor();
  assert.equal(engine.state.phase, "idle");
  engine.start();
  assert.equal(engine.state.phase, "starting");
  engine.setVisible(true);
  await time.advance(30 * MINUTE);
  env.wakeUp();
  await time.advance(MINUTE);
  assert.deepEqual([server.requests.length, server.sockets.made.length, env.storage.kept.size], [1, 0, 0]);
  const { phase, loaded, site, connection, messages, unread } = engine.state;
  assert.deepEqual(
    { phase, loaded, site, connection, messages, unread },
    {
      phase: "ready",
      loaded: true,
      site: { id: "default", name: "Fern & Kettle", greeting: "Hello!" },
      connection: "polling",
      messages: [],
      unread: 0,
    },
  );
});

test("the session is in storage before the first message is sent", async () => {
  const { time, server, visitor } = simulatedWorld();
  const { engine, env } = visitor();
  engine.start();
  await time.advance(100);
  assert.equal(engine.stored(), false);
  engine.send("Hello");
  assert.deepEqual([statuses(engine), engine.stored(), engine.state.loaded], [["sending"], true, true]);
  assert.match(conversationIn(env.storage), /^c/);
  assert.equal(server.requestsTo("/message").length, 1);
  await time.advance(2_000);
  assert.deepEqual([statuses(engine), engine.state.connection], [["sent"], "live"]);
});

test("there is no ticket and no poll before the first message is stored", async () => {
  const { time, server, visitor } = simulatedWorld();
  const { engine } = visitor();
  engine.start();
  await time.advance(100);
  server.fault("/message", { status: 503 }, 3);
  engine.send("Hello");
  while (server.requestsTo("/message").length < 4) await time.advance(1);
  assert.deepEqual([server.requestsTo("/ticket").length, server.requestsTo("/messages").length], [0, 0]);
  await time.advance(2_000);
  assert.equal(server.requestsTo("/ticket").length, 1);
});

test("a message written before there is a session is sent when there is one", async () => {
  const { time, server, visitor } = simulatedWorld();
  const { engine, env } = visitor();
  server.fault("/session", { lost: "before" }, 2);
  engine.start();
  engine.send("Quick");
  engine.send("Quicker");
  assert.deepEqual(statuses(engine), ["sending", "sending"]);
  await time.advance(30_000);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Quick", "Quicker"],
      ["sent", "sent"],
    ],
  );
  assert.equal(server.log.get(conversationIn(env.storage)).log.length, 2);
});

test("a message written offline survives the tab, and is sent on the next page", async () => {
  const { time, server, visitor } = simulatedWorld();
  const storage = simulatedStorage();
  const first = visitor(storage);
  first.env.connected = false;
  first.engine.start();
  first.engine.send("In the tunnel");
  await time.advance(MINUTE);
  assert.equal(first.engine.state.connection, "offline");
  first.engine.stop();

  const second = visitor(storage);
  assert.equal(second.engine.stored(), true);
  assert.deepEqual(bodies(second.engine), ["In the tunnel"]);
  second.engine.start();
  await time.advance(3_000);
  assert.deepEqual(
    [statuses(second.engine), server.log.get(conversationIn(storage)).log.length],
    [["sent"], 1],
  );
});

test("a site that refuses the widget gives the reason, and is not asked again", async () => {
  const { time, server, visitor } = simulatedWorld();
  const { engine } = visitor();
  server.fault("/session", { status: 403, code: "site_disabled" });
  engine.start();
  await time.advance(10 * MINUTE);
  assert.deepEqual(
    [engine.state.phase, engine.state.refusal, server.requests.length],
    ["refused", { code: "site_disabled" }, 1],
  );
  engine.start();
  await time.advance(100);
  assert.equal(engine.state.phase, "ready");
});

test("a session is requested until there is one, sooner on waking", async () => {
  const { time, server, visitor } = simulatedWorld();
  const { engine, env } = visitor();
  server.fault("/session", { status: 503, retryAfter: 120 });
  engine.start();
  await time.advance(60_000);
  env.wakeUp();
  await time.advance(59_000);
  assert.deepEqual(
    [engine.state.phase, engine.state.connection, server.requests.length],
    ["starting", "busy", 1],
  );
  await time.advance(62_000);
  assert.equal(engine.state.phase, "ready");

  const other = visitor();
  other.env.connected = false;
  other.engine.start();
  await time.advance(1_000);
  other.env.connected = true;
  other.env.wakeUp();
  await time.advance(20);
  assert.equal(other.engine.state.phase, "ready");
});

test("a reload finds the conversation and its socket", async () => {
  const world = simulatedWorld();
  const { time, server, visitor } = world;
  const first = await world.talkingVisitor();
  first.engine.stop();
  server.write(first.id, "admin", "Welcome");

  const second = visitor(first.env.storage);
  assert.equal(second.engine.stored(), true);
  second.engine.start();
  assert.equal(second.engine.state.loaded, false);
  await time.advance(500);
  const { loaded, connection, unread } = second.engine.state;
  assert.deepEqual(
    [bodies(second.engine), loaded, connection, unread],
    [["Hello", "Welcome"], true, "live", 1],
  );
});

test("a stored token that is refused is deleted, and a new conversation starts", async () => {
  const world = simulatedWorld();
  const { time, server } = world;
  const first = await world.talkingVisitor();
  first.engine.stop();
  server.expireTokens();

  const second = world.visitor(first.env.storage);
  second.engine.start();
  await time.advance(100);
  assert.deepEqual(
    [second.engine.state.phase, second.engine.state.messages, first.env.storage.kept.size],
    ["ready", [], 0],
  );
  second.engine.send("Again");
  await time.advance(1_000);
  assert.deepEqual(statuses(second.engine), ["sent"]);
  assert.notEqual(conversationIn(first.env.storage), first.id);
});

test("a tab that wakes finds the conversation that another tab created", async () => {
  const { time, visitor } = simulatedWorld();
  const storage = simulatedStorage();
  const one = visitor(storage);
  const two = visitor(storage);
  one.engine.start();
  two.engine.start();
  await time.advance(100);
  one.engine.send("From one");
  await time.advance(1_000);
  assert.deepEqual(bodies(two.engine), []);
  two.env.wakeUp();
  await time.advance(1_000);
  assert.deepEqual([bodies(two.engine), two.engine.state.connection], [["From one"], "live"]);
});

test("a tab that sends joins the conversation that another tab created", async () => {
  const { time, server, visitor } = simulatedWorld();
  const storage = simulatedStorage();
  const one = visitor(storage);
  const two = visitor(storage);
  one.engine.start();
  two.engine.start();
  await time.advance(100);
  one.engine.send("From one");
  two.engine.send("From two");
  await time.advance(2_000);
  for (const { engine } of [one, two]) assert.deepEqual(bodies(engine), ["From one", "From two"]);
  assert.equal(server.log.get(conversationIn(storage)).log.length, 2);
});

test("a tab shows another tab's first message, which is being sent, as sending, not as failed", async () => {
  const { time, server, visitor } = simulatedWorld();
  const storage = simulatedStorage();
  const one = visitor(storage);
  const two = visitor(storage);
  one.engine.start();
  two.engine.start();
  await time.advance(100);
  one.engine.send("From one");
  two.env.wakeUp();
  await time.settle();
  assert.deepEqual(statuses(two.engine), ["sending"]);
  await time.advance(2_000);
  for (const { engine } of [one, two]) assert.deepEqual(bodies(engine), ["From one"]);
  assert.equal(server.log.get(conversationIn(storage)).log.length, 1);
});
