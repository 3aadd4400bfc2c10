import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxIds, inboxRow, workingAdmin } from "../../simulated/admin.js";
import { bodies, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;

test("an open conversation is loaded, updated, and marked as read when it is visible", async () => {
  const { engine, server, time } = await workingAdmin();
  engine.openConversation("c-2");
  assert.deepEqual([engine.state.open.loaded, engine.state.open.name], [false, "Visitor c-2"]);
  await time.advance(20);
  assert.deepEqual(
    [engine.state.open.loaded, bodies(engine), inboxRow(engine, "c-2").unread],
    [true, ["Question 2"], 1],
  );
  engine.setVisible(true);
  await time.advance(20);
  assert.deepEqual([inboxRow(engine, "c-2").unread, server.log.get("c-2").read.admin], [0, 1]);
  server.write("c-2", "visitor", "More");
  await time.advance(40);
  assert.deepEqual([bodies(engine), inboxRow(engine, "c-2").unread], [["Question 2", "More"], 0]);
});

test("a reply is shown at once, stored once although the response is lost, and moves its conversation up", async () => {
  const { engine, server, time } = await workingAdmin();
  engine.openConversation("c-1");
  await time.advance(100);
  server.sockets.deliver(() => []);
  server.fault("/reply", { lost: "after" });
  engine.send("It is in stock");
  assert.deepEqual(statuses(engine), [null, "sending"]);
  assert.equal(engine.state.open.messages[1].sender_name, "Maya");
  await time.advance(2_000);
  assert.deepEqual([statuses(engine), server.log.get("c-1").log.length], [[null, "sent"], 2]);
  assert.deepEqual([inboxIds(engine)[0], inboxRow(engine, "c-1").last_sender], ["c-1", "admin"]);
  server.sockets.deliver(() => [5]);
  server.mark("c-1", "visitor", 2);
  await time.advance(10);
  assert.deepEqual(statuses(engine), [null, "read"]);
});

test("without a socket, the inbox poll updates messages and read marks of the open conversation", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
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

test("a conversation that does not exist is reported as not found, and requested once", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  engine.openConversation("nobody");
  await time.advance(10 * MINUTE);
  assert.equal(engine.state.open.notFound, true);
  assert.equal(server.requestsTo("/messages").length, 1);
  engine.openConversation("c-1");
  await time.advance(100);
  assert.deepEqual([engine.state.open.notFound, bodies(engine)], [false, ["Question 1"]]);
  engine.openConversation(null);
  assert.equal(engine.state.open, null);
});

test("a conversation that failed to load is requested again within seconds", async () => {
  const { engine, server, time } = await workingAdmin();
  server.fault("/messages", { status: 503 }, 2);
  engine.openConversation("c-1");
  await time.advance(3_000);
  assert.deepEqual([engine.state.open.loaded, bodies(engine)], [true, ["Question 1"]]);
});

test("responses for a conversation that was closed do not reach the open one", async () => {
  const { engine, server, time } = await workingAdmin();
  server.fault("/c-1/messages", { slow: 500 });
  engine.openConversation("c-1");
  engine.openConversation("c-2");
  await time.advance(2_000);
  assert.deepEqual([engine.state.open.id, bodies(engine)], ["c-2", ["Question 2"]]);
});

test("a reply that is being sent when another conversation is opened arrives in its own", async () => {
  const { engine, server, time } = await workingAdmin();
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

test("a rejected reply can be sent again or discarded", async () => {
  const { engine, server, time } = await workingAdmin();
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

test("an admin's change is sent under the message, and the inbox gets the new preview from the server", async () => {
  const { engine, server, time } = await workingAdmin();
  engine.openConversation("c-1");
  await time.advance(100);
  engine.send("It is in stok");
  await time.advance(1_000);
  engine.change(2, "edited", "It is in stock");
  assert.deepEqual(bodies(engine), ["Question 1", "It is in stock"]);
  await time.advance(3_000);
  assert.equal(server.requestsTo("/admin/chatbot/c-1/messages/2/edit").length, 1);
  assert.deepEqual([bodies(engine)[1], statuses(engine)[1]], ["It is in stock", "sent"]);
  const { preview, last_id, last_sender } = inboxRow(engine, "c-1");
  assert.deepEqual([preview, last_id, last_sender], ["It is in stock", 3, "admin"]);
});

test("a change of the visitor moves no conversation in the inbox and makes nothing unread", async () => {
  const { engine, server, time } = await workingAdmin();
  engine.openConversation("c-1");
  engine.setVisible(true);
  await time.advance(1_000);
  engine.openConversation(null);
  server.write("c-2", "visitor", "Newer");
  await time.advance(1_000);
  const before = inboxIds(engine);
  server.change("c-1", "visitor", 1, "edited", "Changed question");
  await time.advance(3_000);
  const { preview, unread } = inboxRow(engine, "c-1");
  assert.deepEqual([inboxIds(engine), preview, unread], [before, "Changed question", 0]);
});
