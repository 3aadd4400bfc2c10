import assert from "node:assert/strict";
import { test } from "node:test";
import { signIn } from "../../../client/delivery/admin.js";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "./simulated_browser.js";

const MINUTE = 60_000;

/** An admin at work, and conversations c-1, c-2 … that visitors have begun, the last one newest. */
async function working({ conversations = 3, reach = true, storage } = {}) {
  const world = simulatedWorld();
  world.server.sockets.reach(reach);
  for (let at = 1; at <= conversations; at++) {
    world.server.log.begin(`c-${at}`);
    world.server.write(`c-${at}`, "visitor", `Question ${at}`);
    await world.time.advance(1_000);
  }
  const session = world.server.adminSession();
  const { engine, env } = world.admin(storage, session);
  engine.start();
  await world.time.advance(2_000);
  return { ...world, engine, env, session };
}

const names = (engine) => engine.state.inbox.conversations.map(({ id }) => id);
const row = (engine, id) => engine.state.inbox.conversations.find((one) => one.id === id);

test("the inbox loads, newest activity first, and is followed live", async () => {
  const { engine, server, time } = await working();
  const { connection, signedOut, inbox, open } = engine.state;
  assert.deepEqual([connection, signedOut, inbox.loaded, open], ["live", false, true, null]);
  assert.deepEqual(names(engine), ["c-3", "c-2", "c-1"]);
  const before = server.requests.length;
  server.write("c-1", "visitor", "Are you there?");
  await time.advance(10);
  assert.deepEqual(names(engine), ["c-1", "c-3", "c-2"]);
  assert.deepEqual([row(engine, "c-1").unread, row(engine, "c-1").preview], [2, "Are you there?"]);
  assert.equal(server.requests.length, before, "a push costs no request");
});

test("a conversation that just began appears at once: an unknown one in an event asks the inbox", async () => {
  const { engine, server, time } = await working();
  server.log.begin("c-new");
  server.write("c-new", "visitor", "First");
  await time.advance(30);
  assert.deepEqual([names(engine)[0], row(engine, "c-new").unread], ["c-new", 1]);
});

test("an open conversation is loaded, followed, and marked as read when looked at", async () => {
  const { engine, server, time } = await working();
  engine.openConversation("c-2");
  assert.deepEqual([engine.state.open.loaded, engine.state.open.name], [false, "Visitor c-2"]);
  await time.advance(20);
  assert.deepEqual(
    [engine.state.open.loaded, bodies(engine), row(engine, "c-2").unread],
    [true, ["Question 2"], 1],
  );
  engine.looking(true);
  await time.advance(20);
  assert.deepEqual([row(engine, "c-2").unread, server.log.get("c-2").read.admin], [0, 1]);
  server.write("c-2", "visitor", "More");
  await time.advance(40);
  assert.deepEqual([bodies(engine), row(engine, "c-2").unread], [["Question 2", "More"], 0]);
});

test("a reply is shown at once, stored once though its answer is lost, and moves the inbox", async () => {
  const { engine, server, time } = await working();
  engine.openConversation("c-1");
  await time.advance(100);
  server.sockets.deliver(() => []);
  server.fault("/reply", { lost: "after" });
  engine.send("It is in stock");
  assert.deepEqual(statuses(engine), [null, "sending"]);
  assert.equal(engine.state.open.messages[1].sender_name, "Maya");
  await time.advance(2_000);
  assert.deepEqual([statuses(engine), server.log.get("c-1").log.length], [[null, "sent"], 2]);
  assert.deepEqual([names(engine)[0], row(engine, "c-1").last_sender], ["c-1", "admin"]);
  server.sockets.deliver(() => [5]);
  server.mark("c-1", "visitor", 2);
  await time.advance(10);
  assert.deepEqual(statuses(engine), [null, "read"]);
});

test("an idle tick without a socket is exactly one request, with a conversation open too", async () => {
  const { engine, server, time } = await working({ reach: false });
  engine.openConversation("c-1");
  engine.looking(true);
  await time.advance(2_000);
  const from = server.requests.length;
  const tickets = server.asked("/ticket").length;
  await time.advance(60_000);
  const polls = server.requests.length - from - (server.asked("/ticket").length - tickets);
  assert.ok(polls >= 58 && polls <= 60, `${polls} polls in a minute`);
  assert.equal(engine.state.connection, "polling");
});

test("without a socket the open conversation follows the inbox: messages and read marks within the interval", async () => {
  const { engine, server, time } = await working({ reach: false });
  engine.openConversation("c-1");
  engine.send("Hello");
  await time.advance(2_000);
  server.write("c-1", "visitor", "Thank you");
  await time.advance(1_040);
  assert.deepEqual(bodies(engine), ["Question 1", "Hello", "Thank you"]);
  server.mark("c-1", "visitor", 2);
  await time.advance(1_040);
  assert.deepEqual(statuses(engine), [null, "read", null]);
});

test("a summary whose change was never told is repaired by the slow check", async () => {
  const { engine, server, time } = await working();
  server.sockets.deliver(() => []);
  const honest = server.log.inbox;
  server.log.inbox = (query) => ({
    ...honest(query),
    ...(query.since === undefined ? {} : { conversations: [] }),
  });
  server.write("c-1", "visitor", "Missed by the index");
  await time.advance(2 * MINUTE);
  assert.deepEqual([names(engine)[0], row(engine, "c-1").unread], ["c-1", 2]);
});

test("more changes than fit a page are drained", async () => {
  const { engine, server, time } = await working({ reach: false });
  for (let at = 0; at < 230; at++) {
    server.log.begin(`n-${at}`);
    server.write(`n-${at}`, "visitor", "Hi");
  }
  await time.advance(1_100);
  assert.equal(engine.state.inbox.conversations.length, 233);
  assert.equal(engine.state.behind, false);
});

test("older conversations come page by page when asked for, and a failure can be asked again", async () => {
  const { engine, server, time } = await working({ conversations: 120 });
  assert.deepEqual([names(engine).length, engine.state.inbox.hasOlder], [50, true]);
  server.fault("/chatbot", { lost: "before" });
  engine.loadOlder();
  await time.advance(20);
  assert.deepEqual([names(engine).length, engine.state.inbox.hasOlder], [50, true]);
  engine.loadOlder();
  engine.loadOlder();
  assert.equal(engine.state.inbox.loadingOlder, true);
  await time.advance(20);
  assert.deepEqual([names(engine).length, engine.state.inbox.loadingOlder], [100, false]);
  engine.loadOlder();
  await time.advance(20);
  assert.deepEqual(
    [names(engine).length, names(engine).at(-1), engine.state.inbox.hasOlder],
    [120, "c-1", false],
  );
});

test("a cursor that the server does not take any more is replaced by loading the inbox again", async () => {
  const { engine, server, time } = await working({ reach: false });
  server.fault("/chatbot", { status: 400, code: "since_invalid" });
  await time.advance(1_100);
  server.write("c-2", "visitor", "Hello again");
  await time.advance(3_000);
  assert.deepEqual([names(engine)[0], engine.state.inbox.loaded], ["c-2", true]);
});

test("a conversation that does not exist says so, and is not asked for again and again", async () => {
  const { engine, server, time } = await working();
  engine.openConversation("nobody");
  await time.advance(10 * MINUTE);
  assert.equal(engine.state.open.notFound, true);
  assert.ok(server.asked("/messages").length <= 21);
  engine.openConversation("c-1");
  await time.advance(100);
  assert.deepEqual([engine.state.open.notFound, bodies(engine)], [false, ["Question 1"]]);
  engine.openConversation(null);
  assert.equal(engine.state.open, null);
});

test("a conversation whose loading failed is asked for again within seconds", async () => {
  const { engine, server, time } = await working();
  server.fault("/messages", { status: 503 }, 2);
  engine.openConversation("c-1");
  await time.advance(3_000);
  assert.deepEqual([engine.state.open.loaded, bodies(engine)], [true, ["Question 1"]]);
});

test("answers for a conversation that was left do not reach the one that is open", async () => {
  const { engine, server, time } = await working();
  server.fault("/c-1/messages", { slow: 500 });
  engine.openConversation("c-1");
  engine.openConversation("c-2");
  await time.advance(2_000);
  assert.deepEqual([engine.state.open.id, bodies(engine)], ["c-2", ["Question 2"]]);
});

test("a reply that is still on its way when another conversation is opened arrives in its own", async () => {
  const { engine, server, time } = await working();
  engine.openConversation("c-1");
  await time.advance(100);
  server.fault("/reply", { status: 503 }, 2);
  engine.send("For one");
  engine.openConversation("c-2");
  engine.send("For two");
  await time.advance(10_000);
  assert.deepEqual(bodies(engine), ["Question 2", "For two"]);
  engine.openConversation("c-1");
  await time.advance(100);
  assert.deepEqual(bodies(engine), ["Question 1", "For one"]);
});

test("two admins see each other's replies and marks", async () => {
  const { engine, server, time, ...world } = await working();
  const colleague = world.admin(undefined, server.adminSession("a2"));
  colleague.engine.start();
  colleague.engine.openConversation("c-1");
  engine.openConversation("c-1");
  await time.advance(1_000);
  colleague.engine.looking(true);
  colleague.engine.send("I take this one");
  await time.advance(200);
  assert.deepEqual(bodies(engine), ["Question 1", "I take this one"]);
  assert.equal(row(engine, "c-1").unread, 0);
});

test("a session that is over signs out, is silent, and keeps what was not sent for the next one", async () => {
  const storage = simulatedStorage();
  const { engine, server, time, env, ...world } = await working({ storage });
  engine.openConversation("c-1");
  await time.advance(100);
  server.expireTokens();
  engine.send("Do not lose me");
  await time.advance(100);
  assert.deepEqual([engine.state.signedOut, statuses(engine)], [true, [null, "sending"]]);
  const before = server.requests.length;
  env.wakeUp();
  await time.advance(10 * MINUTE);
  assert.deepEqual([server.requests.length, server.sockets.open.length], [before, 0]);

  const again = world.admin(storage, server.adminSession());
  again.engine.start();
  again.engine.openConversation("c-1");
  await time.advance(1_000);
  assert.deepEqual(
    [bodies(again.engine), statuses(again.engine)],
    [
      ["Question 1", "Do not lose me"],
      [null, "sent"],
    ],
  );
});

test("one admin's unsent replies are not another's", async () => {
  const storage = simulatedStorage();
  const { engine, server, time, env, ...world } = await working({ storage });
  engine.openConversation("c-1");
  await time.advance(100);
  env.connected = false;
  engine.send("Mine");
  engine.stop();
  const other = world.admin(storage, server.adminSession("a2"));
  other.engine.start();
  other.engine.openConversation("c-1");
  await time.advance(5_000);
  assert.deepEqual(bodies(other.engine), ["Question 1"]);
});

test("a refused reply can be retried or discarded", async () => {
  const { engine, server, time } = await working();
  engine.openConversation("c-1");
  await time.advance(100);
  server.fault("/reply", { status: 409, code: "conversation_closed" });
  const clientId = engine.send("Hello");
  await time.advance(100);
  assert.deepEqual(engine.state.open.messages[1].failure, { code: "conversation_closed", retryable: true });
  engine.retry(clientId);
  await time.advance(100);
  assert.deepEqual(statuses(engine), [null, "sent"]);
  const blank = engine.send(" ");
  await time.advance(100);
  engine.discard(blank);
  assert.deepEqual(bodies(engine), ["Question 1", "Hello"]);
});

test("the list is the same array when only the open conversation changed", async () => {
  const { engine, server, time } = await working();
  engine.openConversation("c-1");
  await time.advance(1_000);
  const before = engine.state.inbox.conversations;
  server.fault("/reply", { slow: 5_000 });
  engine.send("Hello");
  assert.equal(engine.state.inbox.conversations, before);
});

test("signing in asks for a session, and a refusal is an error with its code", async () => {
  const calls = [];
  const fetch = async (url, { method, body }) => {
    calls.push([method, url, JSON.parse(body)]);
    const wrong = { error: { code: "credentials_wrong", message: "Wrong." } };
    return { ok: false, status: 401, headers: new Headers(), text: async () => JSON.stringify(wrong) };
  };
  const { env } = simulatedWorld().visitor();
  const credentials = { email: "maya@shop.example", password: "secret" };
  const failure = await signIn({ apiBase: "/api", env: { ...env, fetch } }, credentials).catch(
    (error) => error,
  );
  assert.deepEqual([failure.status, failure.code], [401, "credentials_wrong"]);
  assert.deepEqual(calls, [["POST", "/api/admin/session", credentials]]);
});
