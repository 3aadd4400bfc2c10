import assert from "node:assert/strict";
import { test } from "node:test";
import { wholeView } from "../../../../admin_static/admin/views.js";
import { inboxIds, listIds, workingAdmin } from "../../simulated/admin.js";

const HOUR = 3_600_000;
const list = (view, filters = {}) => ({ ...wholeView(view), ...filters });

/** What each view of the engine shows, one after the other. */
async function viewsOf({ engine, time }) {
  const shown = {};
  for (const view of ["mine", "unassigned", "all", "snoozed", "closed"]) {
    engine.showList(list(view));
    await time.advance(100);
    shown[view] = listIds(engine).join(" ");
  }
  return shown;
}

test("each view has its conversations, and the counts agree with the lists", async () => {
  const admin = await workingAdmin({ conversations: 5 });
  const { server, time, engine } = admin;
  server.deskCall("c-1", "a2", "assignee", { assignee_id: "a1" });
  server.deskCall("c-2", "a2", "assignee", { assignee_id: "a2" });
  server.deskCall("c-3", "a2", "snooze", { until: time.now() + HOUR });
  engine.openConversation("c-4");
  await time.advance(500);
  await Promise.all([engine.setStatus("closed"), time.advance(3_000)]);
  assert.deepEqual(await viewsOf(admin), {
    mine: "c-1",
    unassigned: "c-5",
    all: "c-5 c-2 c-1",
    snoozed: "c-3",
    closed: "c-4",
  });
  assert.deepEqual(engine.state.counts.views, { mine: 1, unassigned: 1, all: 3, snoozed: 1, blocked: 0 });
});

test("a colleague's change moves a conversation between views at once, without a request for it", async () => {
  const { engine, server, time } = await workingAdmin();
  engine.showList(list("mine"));
  await time.advance(3_000);
  assert.deepEqual(listIds(engine), []);
  const from = server.requests.length;
  server.deskCall("c-2", "a2", "assignee", { assignee_id: "a1" });
  await time.advance(20);
  assert.deepEqual([listIds(engine), server.requests.length], [["c-2"], from]);
  server.deskCall("c-2", "a2", "assignee", { assignee_id: null });
  await time.advance(20);
  assert.deepEqual([listIds(engine), server.requests.length], [[], from]);
});

test("without a socket, the poll moves it", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  engine.showList(list("mine"));
  server.deskCall("c-2", "a2", "assignee", { assignee_id: "a1" });
  await time.advance(1_500);
  assert.deepEqual(listIds(engine), ["c-2"]);
});

test("several moves at once ask for the counts once, and at most every two seconds", async () => {
  const { engine, server, time } = await workingAdmin({ conversations: 8 });
  await time.advance(3_000);
  const from = server.requests.length;
  for (let at = 1; at <= 8; at++) {
    server.deskCall(`c-${at}`, "a2", "assignee", { assignee_id: "a1" });
    await time.advance(500);
  }
  await time.advance(2_500);
  const asked = server.requestsTo("/counts", from);
  assert.ok(asked.length >= 2 && asked.length <= 4, `${asked.length} questions in 6.5 seconds`);
  for (let at = 1; at < asked.length; at++) assert.ok(asked[at].at - asked[at - 1].at >= 2_000);
  assert.equal(engine.state.counts.views.mine, 8);
});

test("the counts are not asked for while nothing moves but at each slow check", async () => {
  const { server, time } = await workingAdmin();
  const from = server.requests.length;
  await time.advance(29_000);
  server.write("c-1", "visitor", "Still there?");
  server.mark("c-1", "admin", 2);
  await time.advance(100_000);
  const asked = server.requestsTo("/counts", from).length;
  assert.ok(asked >= 2 && asked <= 5, `${asked} questions in two minutes`);
});

test("a snooze ends by itself: the conversation comes back at the top, and leaves the view of snoozed ones", async () => {
  const { engine, server, time } = await workingAdmin();
  server.deskCall("c-1", "a2", "snooze", { until: time.now() + 60_500 });
  await time.advance(100);
  assert.deepEqual(inboxIds(engine), ["c-3", "c-2"]);
  engine.showList(list("snoozed"));
  await time.advance(100);
  assert.deepEqual(listIds(engine), ["c-1"]);
  let changes = 0;
  engine.subscribe(() => {
    changes += 1;
  });
  server.sockets.deliver(() => []);
  await time.advance(60_000);
  const before = changes;
  await time.advance(400);
  assert.ok(changes > before, "the page is drawn again when it ends");
  assert.deepEqual([inboxIds(engine), listIds(engine)], [["c-1", "c-3", "c-2"], []]);
});

test("a snooze of a month ends too, although no timer is that long", async () => {
  const { engine, server, time, env } = await workingAdmin();
  const MONTH = 30 * 24 * HOUR;
  const waits = [];
  const { setTimeout } = env;
  env.setTimeout = (job, ms) => {
    waits.push(ms);
    return setTimeout(job, ms);
  };
  server.deskCall("c-1", "a2", "snooze", { until: time.now() + MONTH });
  await time.advance(100);
  assert.deepEqual(inboxIds(engine), ["c-3", "c-2"]);
  const longest = Math.max(...waits);
  assert.ok(longest > 24 * 24 * HOUR && longest < 2 ** 31, `${longest} ms`);
});

test("a visitor's message ends a snooze, whichever event comes first", async () => {
  const { engine, server, time } = await workingAdmin();
  // The message comes at once, and the event of the snooze before it, late.
  server.sockets.deliver(({ type }) => [type === "DeskChanged" ? 300 : 5]);
  server.deskCall("c-1", "a2", "snooze", { until: time.now() + HOUR });
  server.write("c-1", "visitor", "One more thing");
  await time.advance(1_000);
  assert.deepEqual(inboxIds(engine), ["c-1", "c-3", "c-2"]);
});

test("filters apply at once to what is loaded, and the server is asked for the rest", async () => {
  const { engine, server, time } = await workingAdmin({ conversations: 130, read: true });
  server.sockets.deliver(({ conversation_id: id }) => (id === "c-2" ? [] : [5])); // it is not loaded
  for (const id of ["c-2", "c-90"]) server.deskCall(id, "a2", "tags", { add: ["refund"] });
  server.deskCall("c-90", "a2", "assignee", { assignee_id: "a1" });
  await time.advance(100);
  engine.showList(list("all", { tag: "refund" }));
  assert.deepEqual(listIds(engine), ["c-90"], "before any answer");
  await time.advance(200);
  assert.deepEqual([listIds(engine), engine.state.list.hasOlder], [["c-90", "c-2"], false]);
  engine.showList(list("all", { tag: "refund", assignee: "a1" }));
  assert.deepEqual(listIds(engine), ["c-90"]);
  engine.showList(list("all", { unread: true }));
  await time.advance(200);
  assert.deepEqual(listIds(engine), []);
  server.write("c-1", "visitor", "Hello?");
  await time.advance(50);
  assert.deepEqual(listIds(engine), ["c-1"]);
});

test("a short page is continued, but not without end", async () => {
  const { engine, server, time } = await workingAdmin();
  await time.advance(3_000);
  let asked = 0;
  const honest = server.log.inbox;
  server.log.inbox = (query) => {
    if (query.since !== null) return honest(query);
    asked += 1;
    return { conversations: [], cursor: "", has_more: false, older: `page-${asked}` };
  };
  engine.showList(list("all", { tag: "rare" }));
  await time.advance(500);
  assert.deepEqual([asked, engine.state.list.hasOlder, engine.state.list.loadingOlder], [5, true, false]);
  engine.loadOlder();
  await time.advance(500);
  assert.equal(asked, 10);
});

test("a list that nobody looks at any more is not loaded further", async () => {
  const { engine, server, time } = await workingAdmin();
  let asked = 0;
  server.log.inbox = () => {
    asked += 1;
    return { conversations: [], cursor: "", has_more: false, older: `page-${asked}` };
  };
  engine.showList(list("all", { tag: "rare" }));
  await time.advance(5);
  engine.showList(list("all"));
  await time.advance(500);
  assert.equal(asked, 1);
});

test("a list that could not be loaded says so, and is loaded with the next poll", async () => {
  const { engine, server, time } = await workingAdmin({ reach: false });
  server.fault("/chatbot", { lost: "before" });
  engine.showList(list("closed"));
  await time.advance(50);
  assert.deepEqual([engine.state.list.failed, engine.state.list.loaded], [true, false]);
  await time.advance(3_000);
  assert.deepEqual([engine.state.list.failed, engine.state.list.loaded], [false, true]);
});

test("the view of blocked visitors is asked for again when it is shown again", async () => {
  const { engine, server, time } = await workingAdmin();
  server.log.get("c-1").blocked = true;
  engine.showList(list("blocked"));
  await time.advance(100);
  assert.deepEqual(listIds(engine), ["c-1"]);
  engine.showList(list("all"));
  server.log.get("c-1").blocked = false;
  server.log.get("c-2").blocked = true;
  engine.showList(list("blocked"));
  assert.deepEqual(listIds(engine), ["c-1"], "what is known, until the answer comes");
  await time.advance(100);
  assert.deepEqual(listIds(engine), ["c-2"]);
});

test("an inbox with nothing but snoozed conversations is not a new one", async () => {
  const { server, time, admin, session } = await workingAdmin({ conversations: 1 });
  server.deskCall("c-1", "a2", "snooze", { until: time.now() + HOUR });
  await time.advance(10_000);
  const { engine } = admin(undefined, session);
  engine.start();
  await time.advance(2_000);
  const { inbox, conversations } = engine.state;
  assert.deepEqual([inbox.loaded, inbox.conversations.length, conversations.length], [true, 0, 1]);
});

test("the rows stay the same array while changes concern other views only", async () => {
  const { engine, server, time } = await workingAdmin();
  server.deskCall("c-1", "a2", "assignee", { assignee_id: "a1" });
  engine.showList(list("mine"));
  await time.advance(500);
  const before = engine.state.list.conversations;
  server.write("c-3", "visitor", "Hello?");
  await time.advance(50);
  assert.equal(engine.state.list.conversations, before);
});
