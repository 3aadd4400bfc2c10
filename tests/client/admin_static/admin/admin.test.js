import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxIds, inboxRow, workingAdmin } from "../../simulated/admin.js";
import { bodies } from "../../simulated/browser.js";

const MINUTE = 60_000;

test("the inbox loads with the newest activity first, and is updated live", async () => {
  const { engine, server, time } = await workingAdmin();
  const { connection, signedOut, inbox, open } = engine.state;
  assert.deepEqual([connection, signedOut, inbox.loaded, open], ["live", false, true, null]);
  assert.deepEqual(inboxIds(engine), ["c-3", "c-2", "c-1"]);
  const before = server.requests.length;
  server.write("c-1", "visitor", "Are you there?");
  await time.advance(10);
  assert.deepEqual(inboxIds(engine), ["c-1", "c-3", "c-2"]);
  assert.deepEqual([inboxRow(engine, "c-1").unread, inboxRow(engine, "c-1").preview], [2, "Are you there?"]);
  assert.equal(server.requests.length, before, "a push costs no request");
});

test("a new conversation appears at once: an event of an unknown conversation polls the inbox", async () => {
  const { engine, server, time } = await workingAdmin();
  server.log.begin("c-new");
  server.write("c-new", "visitor", "First");
  await time.advance(30);
  assert.deepEqual([inboxIds(engine)[0], inboxRow(engine, "c-new").unread], ["c-new", 1]);
});

test("without a socket, each idle poll makes one request, also with a conversation open", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  engine.openConversation("c-1");
  engine.setVisible(true);
  await time.advance(2_000);
  const from = server.requests.length;
  const tickets = server.requestsTo("/ticket").length;
  await time.advance(60_000);
  const polls = server.requests.length - from - (server.requestsTo("/ticket").length - tickets);
  assert.ok(polls >= 58 && polls <= 64, `${polls} polls in a minute`);
  assert.equal(engine.state.connection, "polling");
});

test("the slow check repairs a conversation whose change was missed", async () => {
  const { engine, server, time } = await workingAdmin();
  server.sockets.deliver(() => []);
  const honest = server.log.inbox;
  server.log.inbox = (query) => ({
    ...honest(query),
    ...(query.since === null ? {} : { conversations: [] }),
  });
  server.write("c-1", "visitor", "Missed by the index");
  await time.advance(2 * MINUTE);
  assert.deepEqual([inboxIds(engine)[0], inboxRow(engine, "c-1").unread], ["c-1", 2]);
});

test("more changes than fit on a page are loaded page by page", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  for (let at = 0; at < 230; at++) {
    server.log.begin(`n-${at}`);
    server.write(`n-${at}`, "visitor", "Hi");
  }
  await time.advance(1_300);
  assert.equal(engine.state.inbox.conversations.length, 233);
  assert.equal(engine.state.behind, false);
});

test("older conversations load page by page on request, and a failed request can be repeated", async () => {
  const { engine, server, time } = await workingAdmin({ conversations: 120, read: true });
  assert.deepEqual([inboxIds(engine).length, engine.state.inbox.hasOlder], [50, true]);
  server.fault("/chatbot", { lost: "before" });
  engine.loadOlder();
  await time.advance(20);
  assert.deepEqual([inboxIds(engine).length, engine.state.inbox.hasOlder], [50, true]);
  engine.loadOlder();
  engine.loadOlder();
  assert.equal(engine.state.inbox.loadingOlder, true);
  await time.advance(20);
  assert.deepEqual([inboxIds(engine).length, engine.state.inbox.loadingOlder], [100, false]);
  engine.loadOlder();
  await time.advance(20);
  assert.deepEqual(
    [inboxIds(engine).length, inboxIds(engine).at(-1), engine.state.inbox.hasOlder],
    [120, "c-1", false],
  );
});

test("when the server rejects the cursor, the inbox is loaded again", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  server.fault("/chatbot", { status: 400, code: "since_invalid" });
  await time.advance(1_100);
  server.write("c-2", "visitor", "Hello again");
  await time.advance(3_000);
  assert.deepEqual([inboxIds(engine)[0], engine.state.inbox.loaded], ["c-2", true]);
});

test("two admins see each other's replies and marks", async () => {
  const { engine, server, time, ...world } = await workingAdmin();
  const colleague = world.admin(undefined, server.adminSession("a2"));
  colleague.engine.start();
  colleague.engine.openConversation("c-1");
  engine.openConversation("c-1");
  await time.advance(1_000);
  colleague.engine.setVisible(true);
  colleague.engine.send("I take this one");
  await time.advance(200);
  assert.deepEqual(bodies(engine), ["Question 1", "I take this one"]);
  assert.equal(inboxRow(engine, "c-1").unread, 0);
});

test("the list is the same array when only the open conversation changed", async () => {
  const { engine, server, time } = await workingAdmin();
  engine.openConversation("c-1");
  await time.advance(1_000);
  const before = engine.state.inbox.conversations;
  server.fault("/reply", { slow: 5_000 });
  engine.send("Hello");
  assert.equal(engine.state.inbox.conversations, before);
});

test("a failed reply shows in the row of its conversation until it is discarded or sent", async () => {
  const { engine, server, time } = await workingAdmin();
  const failed = () => ["c-1", "c-2"].map((id) => inboxRow(engine, id).failed);
  engine.openConversation("c-1");
  await time.advance(100);
  server.fault("/reply", { slow: 500, status: 409, code: "conversation_closed" }, 2);
  const [first] = ["One", "Two"].map((text) => engine.send(text));
  engine.openConversation("c-2");
  assert.deepEqual(failed(), [0, 0]);
  await time.advance(2_000);
  assert.deepEqual(failed(), [2, 0]);
  const before = engine.state.inbox.conversations;
  engine.setVisible(true);
  assert.equal(engine.state.inbox.conversations, before);
  engine.openConversation("c-1");
  engine.discard(first);
  assert.deepEqual(failed(), [1, 0]);
  engine.retry(engine.state.open.messages.at(-1).key);
  await time.advance(1_000);
  assert.deepEqual(failed(), [0, 0]);
});

test("changes that the server repeats, because its cursor is slightly in the past, have no effect", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  server.write("c-1", "visitor", "Hello?");
  await time.advance(1_100);
  const { cursor } = server.log.inbox({ since: null, before: null });
  const again = server.log.inbox({ since: cursor, before: null }).conversations;
  assert.ok(again.some(({ id }) => id === "c-1"));
  const rows = engine.state.inbox.conversations;
  await time.advance(3_000);
  assert.deepEqual(engine.state.inbox.conversations, rows);
});

test("reading a conversation does not move it in the list, nor after a reload", async () => {
  const { engine, server, time } = await workingAdmin({ conversations: 5, reach: false });
  const before = inboxIds(engine);
  for (const id of ["c-1", "c-3"]) server.mark(id, "admin", 1);
  await time.advance(2_000);
  assert.deepEqual([inboxIds(engine), inboxRow(engine, "c-1").unread], [before, 0]);
  await time.advance(40_000);
  assert.deepEqual(inboxIds(engine), before);
});

test("unread conversations from last night are loaded and counted, however many older ones were read since", async () => {
  const { server, time, admin, session } = await workingAdmin({ conversations: 130 });
  for (let at = 1; at <= 130; at++) if (at > 20) server.write(`c-${at}`, "admin", "Answered");
  for (let at = 21; at <= 130; at++) server.mark(`c-${at}`, "admin", 2);
  await time.advance(10_000);
  const { engine } = admin(undefined, session);
  engine.start();
  await time.advance(2_000);
  const unread = engine.state.inbox.conversations.filter((row) => row.unread > 0).map(({ id }) => id);
  assert.equal(unread.length, 20);
  assert.ok(unread.includes("c-1"));
  assert.equal(engine.state.inbox.conversations.length, 70);
});
