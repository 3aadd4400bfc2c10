import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxRow, workingAdmin } from "../../simulated/admin.js";

const ANA = { name: "Ana", email: "ana@home.example", state: "" };

test("an address appears at once in the inbox and in the open conversation, without a request", async () => {
  const { engine, server, time } = await workingAdmin();
  server.log.get("c-1").name = "Visitor";
  server.contact("c-2", { ...ANA, name: null });
  engine.openConversation("c-1");
  await time.advance(40_000);
  const before = server.requests.length;
  server.contact("c-1", ANA);
  await time.advance(10);
  assert.deepEqual([inboxRow(engine, "c-1").contact, inboxRow(engine, "c-1").name], [ANA, "Ana"]);
  assert.equal(engine.state.open.name, "Ana");
  assert.deepEqual(inboxRow(engine, "c-2").contact, { ...ANA, name: null });
  assert.equal(server.requests.length, before);
});

test("without a socket, the poll shows it", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  server.contact("c-1", ANA);
  await time.advance(1_200);
  assert.deepEqual(inboxRow(engine, "c-1").contact, ANA);
  server.contact("c-1", { ...ANA, state: "bounced" });
  await time.advance(1_200);
  assert.equal(inboxRow(engine, "c-1").contact.state, "bounced");
});

test("a lost push is repaired by the slow check", async () => {
  const { engine, server, time } = await workingAdmin();
  server.sockets.deliver(() => []);
  server.contact("c-1", ANA);
  await time.advance(60_000);
  assert.deepEqual(inboxRow(engine, "c-1").contact, ANA);
});

test("an address of a conversation that is not loaded loads it", async () => {
  const { engine, server, time } = await workingAdmin({ conversations: 55, read: true });
  assert.equal(inboxRow(engine, "c-1"), undefined);
  server.contact("c-1", ANA);
  await time.advance(30);
  assert.deepEqual(inboxRow(engine, "c-1").contact, ANA);
});

test("a push of an address leaves the inbox in its order and counts nothing as unread", async () => {
  const { engine, server, time } = await workingAdmin({ read: true });
  server.contact("c-1", ANA);
  await time.advance(10);
  assert.deepEqual(
    engine.state.inbox.conversations.map(({ id, unread }) => [id, unread]),
    [
      ["c-3", 0],
      ["c-2", 0],
      ["c-1", 0],
    ],
  );
});
