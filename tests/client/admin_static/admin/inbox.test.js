import assert from "node:assert/strict";
import { test } from "node:test";
import { createInbox } from "../../../../admin_static/admin/inbox.js";
import { seededRandom } from "../../simulated/time.js";

const summary = (id, last_id, more = {}) => ({
  id,
  visitor: { id: `v-${id}`, name: `Visitor ${id}`, verified_id: null, email: null },
  status: "open",
  created_at: 1000,
  last_id,
  last_at: 1000 + last_id,
  last_sender: "visitor",
  preview: `message ${last_id}`,
  read: { visitor: last_id, admin: 0 },
  ...more,
});
const page = (conversations, more = {}) => ({
  conversations,
  cursor: "k1",
  has_more: false,
  older: null,
  ...more,
});
const message = (id, sender_type, body = `message ${id}`) => ({ id, sender_type, body, sent_at: 1000 + id });
/** Without what is undefined. */
const plain = (value) => JSON.parse(JSON.stringify(value));
const order = (inbox) => inbox.rows().map(({ id }) => id);

function loaded(...conversations) {
  const inbox = createInbox();
  inbox.applyFirst(page(conversations));
  return inbox;
}

test("the newest activity comes first", () => {
  const inbox = loaded(summary("a", 3), summary("b", 9), summary("c", 5));
  assert.deepEqual(order(inbox), ["b", "c", "a"]);
  inbox.applyMessage("a", message(20, "visitor"));
  assert.deepEqual(order(inbox), ["a", "b", "c"]);
});

test("a row has what the list shows", () => {
  const [row] = loaded(summary("a", 3, { read: { visitor: 3, admin: 1 } })).rows();
  assert.deepEqual(plain(row), {
    id: "a",
    name: "Visitor a",
    verified_id: null,
    email: null,
    preview: "message 3",
    last_at: 1003,
    last_sender: "visitor",
    last_id: 3,
    unread: 2,
    failed: 0,
    status: "open",
    created_at: 1000,
  });
});

test("what the bot does with a message is in the row, and ends with an admin's reply", () => {
  const inbox = loaded(summary("a", 1));
  const said = (id, sender_type, bot) => {
    inbox.applyMessage("a", { ...message(id), body: `message ${id}`, sender_type, bot }, {});
    const { bot: state, last_id, last_sender, preview } = inbox.rows()[0];
    return [state, last_id, last_sender, preview];
  };
  assert.deepEqual(said(2, "bot", { kind: "offer" }), ["on", 2, "visitor", "message 1"]);
  assert.deepEqual(said(3, "visitor"), ["on", 3, "visitor", "message 3"]);
  assert.deepEqual(said(4, "bot", { kind: "answer" }), ["on", 4, "bot", "message 4"]);
  assert.deepEqual(said(5, "visitor", { kind: "person" }), ["person", 5, "visitor", "message 5"]);
  assert.deepEqual(said(6, "admin"), [undefined, 6, "admin", "message 6"]);
});

test("the list is the same array while nothing changes", () => {
  const inbox = loaded(summary("a", 3));
  const before = inbox.rows();
  assert.equal(inbox.rows(), before);
  inbox.applyRead("a", { admin: 3 });
  assert.notEqual(inbox.rows(), before);
});

test("last numbers and read marks only grow: an old page reverts nothing", () => {
  const inbox = loaded(summary("a", 9, { read: { visitor: 9, admin: 9 } }));
  inbox.applySince(page([summary("a", 4, { read: { visitor: 4, admin: 2 } })]));
  const [row] = inbox.rows();
  assert.deepEqual(
    [row.last_id, row.preview, row.unread, inbox.get("a").read],
    [9, "message 9", 0, { visitor: 9, admin: 9 }],
  );
});

test("the first page sets the cursor; a repair by the newest page and pages of lists keep it", () => {
  const inbox = createInbox();
  assert.equal(inbox.cursor, null);
  inbox.applyFirst(page([summary("a", 1)], { cursor: "k1" }));
  assert.equal(inbox.cursor, "k1");
  inbox.applySince(page([], { cursor: "k2" }));
  inbox.applyFirst(page([summary("b", 1)], { cursor: "k9" }));
  inbox.applyPage(page([summary("z", 0)], { cursor: "k0" }));
  assert.deepEqual([inbox.cursor, order(inbox)], ["k2", ["a", "b", "z"]]);
});

test("a conversation is closed and opened again by its log", () => {
  const inbox = loaded(summary("a", 3), summary("b", 2));
  const status = () => inbox.get("a").status;
  inbox.applyMessage("a", { id: 4, kind: "closed", sender_type: "admin", body: "", sent_at: 9000 });
  assert.deepEqual([status(), inbox.get("a").preview], ["closed", "message 3"]);
  inbox.applySince(page([summary("a", 3)])); // an answer that was on the way
  assert.equal(status(), "closed");
  inbox.applyMessage("a", { id: 5, kind: "rated", sender_type: "visitor", body: "", sent_at: 9001 });
  inbox.applyMessage("a", message(6, "bot"));
  assert.equal(status(), "closed");
  inbox.applyMessage("a", message(7, "visitor"));
  assert.equal(status(), "open");
  inbox.applyMessage("a", { id: 8, kind: "closed", sender_type: "admin", body: "", sent_at: 9003 });
  inbox.applyMessage("a", { id: 9, kind: "reopened", sender_type: "admin", body: "", sent_at: 9004 });
  assert.equal(status(), "open");
});

test("a conversation whose snooze ends is above those whose last message came before that", () => {
  const inbox = loaded(summary("a", 3, { snoozed_until: 5000 }), summary("b", 9), summary("c", 4));
  assert.deepEqual(order(inbox), ["a", "b", "c"]);
});

test("a move between views is reported: of changes, not of older conversations that were asked for", () => {
  let moves = 0;
  const inbox = createInbox({
    moved: () => {
      moves += 1;
    },
  });
  const movesOf = (act) => {
    const before = moves;
    act();
    return moves - before;
  };
  const desk = (desk_id, more) => ({ assignee_id: null, tags: [], snoozed_until: null, desk_id, ...more });
  assert.equal(
    movesOf(() => inbox.applyFirst(page([summary("a", 1), summary("b", 1)]))),
    0,
  );
  assert.equal(
    movesOf(() => inbox.applyPage(page([summary("old", 1)]))),
    0,
  );
  assert.equal(
    movesOf(() => inbox.applySince(page([summary("a", 1), summary("new", 1)]))),
    1,
  );
  assert.equal(
    movesOf(() => inbox.applyMessage("a", message(2, "visitor"))),
    0,
  );
  assert.equal(
    movesOf(() => inbox.applyDesk("a", desk(1, { tags: ["vip"] }), 2)),
    0,
  );
  assert.equal(
    movesOf(() => inbox.applyDesk("a", desk(2, { assignee_id: "a2" }), 2)),
    1,
  );
  assert.equal(
    movesOf(() => inbox.applyDesk("a", desk(2, { assignee_id: "a2" }), 2)),
    0,
  );
  assert.equal(
    movesOf(() =>
      inbox.applyMessage("a", { id: 3, kind: "closed", sender_type: "admin", body: "", sent_at: 9 }),
    ),
    1,
  );
  assert.equal(
    movesOf(() => inbox.applyErased("a")),
    1,
  );
  assert.equal(
    movesOf(() => inbox.applyErased("a")),
    0,
  );
});

test("an event of an unknown conversation is reported", () => {
  const inbox = loaded(summary("a", 1));
  assert.equal(inbox.applyMessage("nobody", message(1, "visitor")), false);
  assert.equal(inbox.applyRead("nobody", { admin: 1 }), false);
  assert.equal(inbox.applyMessage("a", message(2, "visitor")), true);
});

test("an event updates the unread count and the preview, which is the same as the server's", () => {
  const inbox = loaded(summary("a", 1, { read: { visitor: 1, admin: 1 } }));
  inbox.applyMessage("a", message(2, "visitor", `  two\n lines ${"🫖".repeat(200)}`));
  const [row] = inbox.rows();
  assert.equal(row.preview, `two lines ${"🫖".repeat(110)}`);
  assert.deepEqual([row.unread, row.last_at], [1, 1002]);
  inbox.applyRead("a", { admin: 2 });
  assert.equal(inbox.rows()[0].unread, 0);
});

const ANA = { name: "Ana", email: "ana@home.example", state: "" };
const visitorOf = (name, verified_id, contact) => ({
  visitor: { id: "v", name, verified_id, email: null, contact },
});

test("a visitor without a name from the page is shown with the name that they entered", () => {
  const inbox = loaded(
    summary("d", 4, visitorOf("Visitor", null, ANA)),
    summary("c", 3, visitorOf("Ana Sousa", "u-7", ANA)),
    summary("b", 2, visitorOf("Visitor", null, { ...ANA, name: null })),
    summary("a", 1, visitorOf("Visitor", "u-8", ANA)),
  );
  assert.deepEqual(
    inbox.rows().map(({ name }) => name),
    ["Ana", "Ana Sousa", "Visitor", "Ana"],
  );
});

test("an event of a contact changes the row and nothing else; an unknown conversation is reported", () => {
  const inbox = loaded(summary("a", 2, visitorOf("Visitor", null)));
  const [before] = inbox.rows();
  assert.equal(inbox.applyContact("a", ANA), true);
  assert.deepEqual(plain(inbox.rows()), [{ ...plain(before), name: "Ana", contact: ANA }]);
  inbox.applyMessage("a", message(3, "visitor"));
  assert.deepEqual(inbox.rows()[0].contact, ANA);
  assert.equal(inbox.applyContact("nobody", ANA), false);
});

test("a contact that was removed goes with the next page", () => {
  const inbox = loaded(summary("a", 2, visitorOf("Visitor", null, ANA)));
  inbox.applySince(page([summary("a", 2, visitorOf("Visitor", null))]));
  assert.deepEqual([inbox.rows()[0].name, inbox.rows()[0].contact], ["Visitor", undefined]);
});

test("a colleague's reply moves the admins' read mark only as its event says", () => {
  const inbox = loaded(summary("a", 4, { read: { visitor: 4, admin: 4 } }));
  inbox.applyMessage("a", message(5, "admin"), { visitor: 4, admin: 5 });
  assert.equal(inbox.rows()[0].unread, 0);
  inbox.applyMessage("a", message(6, "visitor"), { visitor: 6, admin: 5 });
  assert.equal(inbox.rows()[0].unread, 1);
  inbox.applyMessage("a", message(7, "admin"));
  assert.equal(inbox.rows()[0].unread, 2);
  inbox.applySince(page([summary("a", 7, { read: { visitor: 6, admin: 7 } })]));
  assert.equal(inbox.rows()[0].unread, 0);
});

test("when the cursor is discarded, the loaded conversations stay", () => {
  const inbox = loaded(summary("a", 1));
  inbox.forgetCursor();
  assert.deepEqual(order(inbox), ["a"]);
  inbox.applyFirst(page([summary("b", 2)], { cursor: "k5" }));
  assert.deepEqual([inbox.cursor, order(inbox)], ["k5", ["b", "a"]]);
});

/** The desk's fields after the message with this number: the team did something after each, and each ended the snooze before. */
const rowOf = (at) => ({
  assignee_id: `a${at % 3}`,
  tags: [`t${at}`],
  snoozed_until: 90_000 + at,
  desk_id: at,
  waiting_since: 1002,
});
const deskOf = (at) => rowOf(at);

test("any order of pages and events, some lost or repeated, results in the same inbox", () => {
  const news = [];
  for (const id of ["a", "b", "c"]) {
    for (let at = 2; at <= 12; at++) {
      news.push((inbox) => inbox.applyMessage(id, message(at, "visitor")));
      news.push((inbox) => inbox.applyRead(id, { admin: at - 2 }));
      news.push((inbox) => inbox.applyDesk(id, deskOf(at), at));
      news.push((inbox) =>
        inbox.applySince(page([summary(id, at, { read: { visitor: at, admin: at - 2 }, ...rowOf(at) })])),
      );
    }
  }
  const first = [summary("a", 1), summary("b", 1), summary("c", 1)];
  const last = page(
    ["a", "b", "c"].map((id) => summary(id, 12, { read: { visitor: 12, admin: 10 }, ...rowOf(12) })),
  );
  const expected = loaded(...first);
  expected.applySince(last);
  for (let seed = 1; seed <= 50; seed++) {
    const random = seededRandom(seed);
    const inbox = loaded(...first);
    const some = news.filter(() => random() < 0.5);
    for (const apply of [...some, ...some].sort(() => random() - 0.5)) apply(inbox);
    inbox.applySince(last);
    assert.deepEqual(inbox.rows(), expected.rows(), `seed ${seed}`);
  }
});

test("of 10,000 conversations, only the row of the one that a message concerns is made again", () => {
  const inbox = loaded(...Array.from({ length: 10_000 }, (_, at) => summary(`c-${at}`, at + 1)));
  const before = new Set(inbox.rows());
  inbox.applyMessage("c-17", message(20_000, "visitor"));
  const rows = inbox.rows();
  assert.deepEqual(
    rows.filter((row) => !before.has(row)).map(({ id }) => id),
    ["c-17"],
  );
  assert.equal(rows[0].id, "c-17");
  assert.equal(rows.length, 10_000);
});
