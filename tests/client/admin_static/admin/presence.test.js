import assert from "node:assert/strict";
import { test } from "node:test";
import { workingAdmin } from "../../simulated/admin.js";

const sent = (server, type) =>
  server.sockets.made.flatMap(({ frames }) => frames).filter((frame) => frame.type === type);
const away = (server) => sent(server, "ping").map((frame) => frame.away);
const typing = (more = {}) => ({
  type: "Typing",
  conversation_id: "c-1",
  id: 1,
  side: "visitor",
  name: "Visitor",
  ...more,
});
const NOOR = { admin_id: "a2", name: "Noor" };

async function live() {
  const page = await workingAdmin();
  await page.time.advance(1_000);
  assert.equal(page.engine.state.connection, "live");
  return page;
}

async function push({ server, time }, event) {
  server.sockets.push(event);
  await time.advance(20);
}

test("a socket says what the page views when it opens, and again when that changes", async () => {
  const { engine, server, time } = await live();
  engine.openConversation("c-1");
  engine.openConversation(null);
  assert.deepEqual(
    sent(server, "viewing").map((frame) => frame.conversation_id),
    [null, "c-1", null],
  );
  engine.openConversation("c-2");
  server.sockets.cutAll();
  await time.advance(60_000);
  assert.equal(sent(server, "viewing").at(-1).conversation_id, "c-2");
  assert.equal(server.sockets.open[0].frames[0].type, "viewing");
});

test("only a change of idle is sent, and a new socket is told that nobody uses the page", async () => {
  const { engine, server, time } = await live();
  engine.setIdle(false);
  engine.setIdle(true);
  engine.setIdle(true);
  assert.deepEqual(away(server), [true]);
  server.sockets.cutAll();
  await time.advance(60_000);
  assert.deepEqual(away(server), [true, true]);
  engine.setIdle(false);
  assert.deepEqual(away(server), [true, true, false]);
});

test("the team in the answer, and events after it, say who is there and who views what", async () => {
  const page = await live();
  const { engine } = page;
  const admins = [{ id: "a2", name: "Noor", state: "online", viewing: ["c-1"] }];
  await push(page, { type: "team", at: 10, away: true, admins });
  assert.equal(engine.state.presence.of("a2"), "online");
  assert.equal(engine.state.presence.choseAway, true);
  assert.deepEqual(engine.state.presence.viewers("c-1"), [{ id: "a2", name: "Noor" }]);
  await push(page, { type: "Viewing", ...NOOR, conversation_ids: [], at: 20 });
  assert.deepEqual(engine.state.presence.viewers("c-1"), []);
  await push(page, { type: "Presence", ...NOOR, state: "away", at: 20 });
  assert.equal(engine.state.presence.of("a2"), "away");
  await push(page, { type: "team", at: 30, away: false, admins: [] });
  assert.equal(engine.state.presence.of("a2"), "offline");
});

test("an event that arrives after a later one of the same admin is ignored", async () => {
  const page = await live();
  await push(page, { type: "Presence", ...NOOR, state: "online", at: 20 });
  await push(page, { type: "Presence", ...NOOR, state: "offline", at: 10 });
  assert.equal(page.engine.state.presence.of("a2"), "online");
});

test("an admin does not see themselves as a viewer or typist", async () => {
  const page = await live();
  await push(page, {
    type: "Viewing",
    admin_id: "a1",
    name: "Maya",
    conversation_ids: ["c-1"],
    at: 20,
  });
  await push(page, typing({ side: "admin", name: "Maya", admin_id: "a1" }));
  assert.deepEqual(page.engine.state.presence.viewers("c-1"), []);
  assert.deepEqual(page.engine.state.presence.typists("c-1"), { admins: [], visitor: false });
});

test("who types is shown for some seconds, and longer while it is repeated", async () => {
  const page = await live();
  await push(page, typing());
  await page.time.advance(5_000);
  await push(page, typing());
  await page.time.advance(6_000);
  assert.equal(page.engine.state.presence.typists("c-1").visitor, true);
  assert.equal(page.engine.state.presence.typists("c-2").visitor, false);
  await page.time.advance(2_000);
  assert.equal(page.engine.state.presence.typists("c-1").visitor, false);
});

test("the message ends it, and a push of typing that is older than the message does not begin it again", async () => {
  const page = await live();
  await push(page, typing());
  page.server.write("c-1", "visitor", "More");
  await page.time.advance(40);
  assert.equal(page.engine.state.presence.typists("c-1").visitor, false);
  await push(page, typing());
  assert.equal(page.engine.state.presence.typists("c-1").visitor, false);
  await push(page, typing({ id: 2 }));
  assert.equal(page.engine.state.presence.typists("c-1").visitor, true);
});

test("who stopped is not shown any more", async () => {
  const page = await live();
  await push(page, typing());
  await push(page, typing({ side: "admin", ...NOOR }));
  await push(page, typing({ stopped: true }));
  const { visitor, admins } = page.engine.state.presence.typists("c-1");
  assert.deepEqual([visitor, admins.length], [false, 1]);
});

test("a text that was deleted is said to have stopped, a sent one is not", async () => {
  const { engine, server, time } = await live();
  const stopped = () => sent(server, "typing").map((frame) => [frame.conversation_id, frame.stopped]);
  engine.openConversation("c-1");
  engine.type("It");
  engine.type("");
  assert.deepEqual(stopped(), [
    ["c-1", undefined],
    ["c-1", true],
  ]);
  await time.advance(3_000);
  engine.type("It is");
  engine.send("It is");
  engine.type("");
  assert.equal(stopped().length, 3);
  await time.advance(3_000);
  engine.type("More");
  engine.openConversation("c-2");
  engine.type("");
  assert.equal(stopped().length, 4);
});

test("typing is said at most every three seconds, and only in an open conversation", async () => {
  const { engine, server, time } = await live();
  engine.type("I");
  engine.openConversation("c-1");
  engine.type("I");
  engine.type("It");
  await time.advance(2_900);
  engine.type("It ");
  assert.equal(sent(server, "typing").length, 1);
  await time.advance(100);
  engine.type("It i");
  const frames = sent(server, "typing");
  assert.deepEqual(
    frames.map((frame) => Object.keys(frame).sort()),
    [1, 2].map(() => ["at", "conversation_id", "type"]),
  );
});
