import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxRow, workingAdmin } from "../../simulated/admin.js";
import { simulatedStorage } from "../../simulated/browser.js";

const notes = (engine) => engine.state.desk.entries.filter(({ kind }) => kind === "note");
const texts = (engine) => notes(engine).map(({ body }) => body);
const kinds = (engine) => engine.state.desk.entries.map(({ kind }) => kind);

async function withOpen(options) {
  const world = await workingAdmin(options);
  world.engine.openConversation("c-1");
  await world.time.advance(100);
  return world;
}

test("a note is shown at once, sent once although its answer was lost, and never becomes a message", async () => {
  const { engine, server, time } = await withOpen();
  server.sockets.deliver(() => []);
  server.fault("/notes", { lost: "after" }, 3);
  engine.desk.note("He has called before", ["a2"]);
  const [note] = notes(engine);
  assert.deepEqual(
    [note.id, note.status, note.mine, note.at_id, note.author.name],
    [null, "sending", true, 1, "Maya"],
  );
  await time.advance(60_000);
  assert.deepEqual(texts(engine), ["He has called before"]);
  assert.deepEqual(
    [notes(engine)[0].id, notes(engine)[0].status, notes(engine)[0].mentions],
    [1, null, ["a2"]],
  );
  assert.equal(server.desk.of("c-1").entries.length, 1);
  assert.deepEqual(
    engine.state.open.messages.map(({ body }) => body),
    ["Question 1"],
  );
  assert.equal(engine.state.unsent, 0);
});

test("a note that was not sent survives a reload and is sent once by two tabs", async () => {
  const storage = simulatedStorage();
  const { engine, server, time, admin, session } = { ...(await withOpen({ storage })) };
  server.sockets.deliver(() => []);
  server.fault("/notes", { lost: "after" });
  server.fault("/notes", { status: 503 }, 3);
  engine.desk.note("Waiting for the warehouse");
  await time.advance(200);
  assert.equal(engine.countUnsent(), 1);
  engine.stop();
  const tabs = [admin(storage, session).engine, admin(storage, session).engine];
  for (const tab of tabs) tab.start();
  await time.advance(30_000);
  assert.deepEqual(
    server.desk.of("c-1").entries.map(({ body }) => body),
    ["Waiting for the warehouse"],
  );
  for (const tab of tabs) {
    tab.openConversation("c-1");
    await time.advance(1_000);
    assert.deepEqual([texts(tab), tab.countUnsent()], [["Waiting for the warehouse"], 0]);
  }
});

test("entries that arrive twice, late and in another order are shown once, in the log's order", async () => {
  const { engine, server, time } = await withOpen();
  let pushed = 0;
  server.sockets.deliver(({ type }) =>
    type === "DeskChanged" ? [[900, 950], [], [5, 400]][pushed++ % 3] : [5],
  );
  server.deskCall("c-1", "a2", "notes", { body: "One" });
  server.deskCall("c-1", "a2", "tags", { add: ["billing"] });
  server.deskCall("c-1", "a2", "notes", { body: "Three" });
  await time.advance(3_000);
  assert.deepEqual(kinds(engine), ["note", "tagged", "note"]);
  assert.deepEqual(texts(engine), ["One", "Three"]);
  assert.deepEqual(engine.state.desk.state.tags, ["billing"]);
});

test("without a socket, the inbox poll shows what a colleague did", async () => {
  const { engine, server, time } = await withOpen({ reach: false });
  const asked = server.requestsTo("/desk").length;
  server.deskCall("c-1", "a2", "assignee", { assignee_id: "a2" });
  server.deskCall("c-1", "a2", "notes", { body: "Mine now" });
  await time.advance(3_000);
  assert.deepEqual([kinds(engine), engine.state.desk.state.assignee_id], [["assigned", "note"], "a2"]);
  assert.equal(inboxRow(engine, "c-1").assignee_id, "a2");
  await time.advance(60_000);
  assert.equal(server.requestsTo("/desk").length, asked + 1);
});

test("a conversation without a desk log is opened without asking for one", async () => {
  const { engine, server } = await withOpen();
  assert.equal(server.requestsTo("/desk").length, 0);
  assert.deepEqual([engine.state.desk.loaded, engine.state.desk.entries], [true, []]);
});

test("a conversation that was opened by a link has its row, although no loaded list has it", async () => {
  const { engine, server, time, admin } = await workingAdmin();
  server.log.begin("c-old");
  server.write("c-old", "visitor", "Long ago");
  server.log.get("c-old").closed = true;
  server.log.get("c-old").name = "Olga";
  server.log.mark("c-old", "admin", 1);
  server.deskCall("c-old", "a2", "assignee", { assignee_id: "a2" });
  server.deskCall("c-old", "a2", "tags", { add: ["billing"] });
  engine.stop();

  await time.advance(120_000); // a page that is opened now does not see it among the latest changes
  const fresh = admin(simulatedStorage());
  fresh.engine.start();
  await time.advance(2_000);
  assert.equal(inboxRow(fresh.engine, "c-old"), undefined);
  fresh.engine.openConversation("c-old");
  await time.advance(100);
  const { status, assignee_id, tags } = inboxRow(fresh.engine, "c-old");
  assert.deepEqual([status, assignee_id, tags], ["closed", "a2", ["billing"]]);
  assert.equal(fresh.engine.state.open.name, "Olga");
  assert.equal(server.requestsTo("/c-old/desk").length, 1);
});

test("a long desk log is read to its end", async () => {
  const { engine, server, time } = await workingAdmin();
  for (let at = 1; at <= 250; at++) server.deskCall("c-2", "a2", "notes", { body: `Note ${at}` });
  await time.advance(8_000);
  engine.openConversation("c-2");
  await time.advance(2_000);
  assert.deepEqual(
    [texts(engine).length, texts(engine).at(-1), engine.state.desk.loaded],
    [250, "Note 250", true],
  );
  assert.equal(server.requestsTo("/c-2/desk").length, 3);
});

test("assigning is done once although its answer was lost, and can be undone", async () => {
  const { engine, server, time } = await withOpen();
  server.fault("/assignee", { lost: "after" });
  const assigning = engine.desk.assign("c-1", "a1");
  await time.advance(5_000);
  const undo = await assigning;
  assert.equal(server.desk.of("c-1").entries.length, 1);
  assert.equal(engine.state.desk.state.assignee_id, "a1");
  const undone = undo();
  await time.advance(1_000);
  await undone;
  assert.deepEqual([server.desk.of("c-1").assignee, engine.state.desk.state.assignee_id], [null, null]);
});

test("of two admins who assign at once, one is refused and sees who was first", async () => {
  const { engine, server, time } = await withOpen();
  server.sockets.deliver(() => []);
  server.deskCall("c-1", "a2", "assignee", { assignee_id: "a2" });
  const assigning = engine.desk.assign("c-1", "a1").catch((error) => error);
  await time.advance(1_000);
  assert.equal((await assigning).code, "assigned_meanwhile");
  assert.deepEqual([engine.state.desk.state.assignee_id, kinds(engine)], ["a2", ["assigned"]]);
  assert.equal(inboxRow(engine, "c-1").assignee_id, "a2");
  const again = engine.desk.assign("c-1", "a1");
  await time.advance(1_000);
  await again;
  assert.equal(server.desk.of("c-1").assignee.id, "a1");
});

test("a conversation that is not open is assigned, tagged and snoozed too, each of which can be undone", async () => {
  const { engine, server, time } = await workingAdmin();
  const done = async (promise) => {
    await time.advance(500);
    return promise;
  };
  server.deskCall("c-3", "a2", "tags", { add: ["refund"] });
  await time.advance(500);
  const undoTags = await done(engine.desk.tag("c-3", { add: ["refund", "billing"] }));
  assert.deepEqual(inboxRow(engine, "c-3").tags, ["billing", "refund"]);
  await done(undoTags());
  assert.deepEqual(inboxRow(engine, "c-3").tags, ["refund"]);
  const until = time.now() + 3_600_000;
  const undoSnooze = await done(engine.desk.snooze("c-3", until));
  assert.equal(inboxRow(engine, "c-3").snoozed_until, until);
  await done(undoSnooze());
  assert.equal(inboxRow(engine, "c-3").snoozed_until, undefined);
  assert.equal(await done(engine.desk.tag("c-3", { add: ["refund"] })), null);
});

test("an edit and a deletion of a note are shown in the note, before and after they are stored", async () => {
  const { engine, server, time } = await withOpen();
  engine.desk.note("Frist");
  await time.advance(500);
  engine.desk.editNote(1, "First");
  assert.deepEqual(
    [texts(engine), notes(engine)[0].status, notes(engine)[0].edited],
    [["First"], "sending", true],
  );
  await time.advance(500);
  assert.deepEqual([texts(engine), notes(engine)[0].status, kinds(engine)], [["First"], null, ["note"]]);
  server.deskCall("c-1", "a2", "notes", { body: "Other" });
  engine.desk.deleteNote(1);
  await time.advance(500);
  assert.deepEqual(
    notes(engine).map(({ deleted = false, body }) => [deleted, body]),
    [
      [true, ""],
      [false, "Other"],
    ],
  );
});

test("a change of an own note stays shown while a colleague's entry before it is missing", async () => {
  const { engine, server, time } = await withOpen();
  engine.desk.note("Frist");
  engine.desk.note("Wrong conversation");
  await time.advance(500);
  server.sockets.deliver(() => []);
  server.deskCall("c-1", "a2", "tags", { add: ["billing"] });
  server.fault("/c-1/desk", { status: 503 }, 2);
  engine.desk.editNote(1, "First");
  engine.desk.deleteNote(2);
  await time.advance(500);
  assert.deepEqual([engine.desk.missing, engine.countUnsent()], [true, 0]);
  const shown = () =>
    notes(engine).map(({ body, edited = false, deleted = false }) => [body, edited, deleted]);
  const changed = [
    ["First", true, false],
    ["", false, true],
  ];
  assert.deepEqual(shown(), changed);
  await time.advance(60_000);
  assert.equal(engine.desk.missing, false);
  assert.deepEqual(shown(), changed);
});

test("a change of a note that was deleted meanwhile is dropped", async () => {
  const { engine, server, time } = await withOpen();
  engine.desk.note("First");
  await time.advance(500);
  server.sockets.deliver(() => []);
  server.deskCall("c-1", "a1", "delete", {}, 1);
  engine.desk.editNote(1, "Second");
  await time.advance(31_000);
  assert.deepEqual([notes(engine)[0].deleted, engine.countUnsent()], [true, 0]);
});

test("a rejected note can be sent again or discarded", async () => {
  const { engine, server, time } = await withOpen();
  server.fault("/notes", { status: 409, code: "not_now" });
  const id = engine.desk.note("First");
  await time.advance(100);
  assert.deepEqual(notes(engine)[0].failure, { code: "not_now", retryable: true });
  engine.desk.retryNote(id);
  await time.advance(100);
  assert.deepEqual([notes(engine)[0].id, notes(engine)[0].failure], [1, null]);
  const blank = engine.desk.note(" ");
  await time.advance(100);
  engine.desk.discardNote(blank);
  assert.deepEqual(texts(engine), ["First"]);
});

test("a note that is being sent when another conversation is opened arrives in its own", async () => {
  const { engine, server, time } = await withOpen();
  server.fault("/notes", { status: 503 }, 2);
  engine.desk.note("For one");
  engine.openConversation("c-2");
  engine.desk.note("For two");
  await time.advance(10_000);
  assert.deepEqual(texts(engine), ["For two"]);
  assert.deepEqual(
    server.desk.of("c-1").entries.map(({ body }) => body),
    ["For one"],
  );
});

test("the names of colleagues are loaded when one is needed, and once", async () => {
  const { engine, server, time } = await withOpen();
  assert.equal(engine.desk.nameOf("a1"), "Maya");
  assert.equal(server.requestsTo("/colleagues").length, 0);
  assert.equal(engine.desk.nameOf("a2"), null);
  await time.advance(100);
  assert.deepEqual([engine.desk.nameOf("a2"), engine.desk.nameOf("a9")], ["Noor", null]);
  assert.equal(server.requestsTo("/colleagues").length, 1);
});

/** @returns {Promise<string[]>} the ids of the team, as a view of the page gets them */
async function teamOf({ engine, time }) {
  const loading = engine.desk.colleagues();
  await time.advance(100);
  return (await loading).map(({ id }) => id);
}

test("a new colleague is known at once in a page that has needed the team", async () => {
  const world = await withOpen();
  const { engine, server, time } = world;
  server.sockets.push({ type: "ColleaguesChanged" });
  await time.advance(100);
  assert.equal(server.requestsTo("/colleagues").length, 0, "nothing here has needed the team");
  assert.ok(!(await teamOf(world)).includes("a7"));
  let drawn = 0;
  engine.subscribe(() => drawn++);
  server.desk.names.set("a7", "Ada");
  const before = engine.desk.teamChanges;
  server.sockets.push({ type: "ColleaguesChanged" });
  await time.advance(100);
  assert.equal(engine.desk.nameOf("a7"), "Ada");
  assert.equal(engine.desk.teamChanges, before + 1);
  assert.ok(drawn > 0);
  assert.ok((await teamOf(world)).includes("a7"));
  assert.equal(server.requestsTo("/colleagues").length, 2);
});

test("without a push, a new colleague is found after a minute", async () => {
  const world = await withOpen();
  await teamOf(world);
  world.server.desk.names.set("a7", "Ada");
  assert.ok(!(await teamOf(world)).includes("a7"));
  await world.time.advance(60_000);
  assert.ok((await teamOf(world)).includes("a7"));
});

test("entries that retention has deleted are neither shown nor waited for", async () => {
  const { engine, server, time } = await workingAdmin();
  for (let at = 1; at <= 5; at++) server.deskCall("c-2", "a2", "notes", { body: `Note ${at}` });
  await time.advance(8_000);
  server.desk.of("c-2").first = 4;
  engine.openConversation("c-2");
  await time.advance(2_000);
  assert.deepEqual(texts(engine), ["Note 4", "Note 5"]);
  await time.advance(120_000);
  assert.equal(server.requestsTo("/c-2/desk").length, 1);
});

test("a visitor's message ends the snooze", async () => {
  const { engine, server, time } = await withOpen();
  server.deskCall("c-1", "a2", "snooze", { until: time.now() + 3_600_000 });
  await time.advance(500);
  assert.ok(engine.state.desk.state.snoozed_until);
  server.write("c-1", "visitor", "Hello?");
  await time.advance(100);
  assert.equal(engine.state.desk.state.snoozed_until, null);
});
