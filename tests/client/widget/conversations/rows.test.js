import assert from "node:assert/strict";
import { test } from "node:test";
import { createRows } from "../../../../widget/conversations/rows.js";
import { agoOrDate } from "../../../../widget/conversations/times.js";

const row = (id, last_id, visitor, more = {}) => ({
  id,
  status: "open",
  created_at: 1,
  last_id,
  last_at: 1_000 * last_id,
  last_sender: "admin",
  preview: `text of ${id}`,
  read: { visitor, admin: last_id },
  ...more,
});

/** A visitor in the conversation "b" of three. */
function page(unsent = []) {
  const listed = [row("c", 3, 3), row("b", 2, 1), row("a", 1, 0)];
  const visitor = {
    id: "b",
    unsent,
    unreadElsewhere: null,
    calls: 0,
    async call() {
      visitor.calls += 1;
      return { conversations: structuredClone(listed), has_more: false };
    },
  };
  const rows = createRows({ visitor, onLoaded() {}, changed() {} });
  return { visitor, rows, listed };
}

const received = (conversation_id, id, body, more = {}) => ({
  type: "ChatMessageReceived",
  conversation_id,
  id,
  message: { id, body, sender_type: "admin", sent_at: 9_000, ...more },
  read: { visitor: 0, admin: id },
});

test("the one on screen is marked, and is never unread", async () => {
  const { rows, visitor } = page();
  await rows.load();
  const marks = rows.state().rows.map(({ id, unread, current }) => [id, unread, current]);
  assert.deepEqual(marks, [
    ["c", false, false],
    ["b", false, true],
    ["a", true, false],
  ]);
  assert.equal(visitor.unreadElsewhere, 1);
});

test("an answer that is pushed moves its conversation up, and counts once however often it is pushed", async () => {
  const { rows, visitor } = page();
  await rows.load();
  for (let times = 0; times < 2; times++) visitor.onFrame(received("a", 2, "In stock."));
  assert.equal(visitor.unreadElsewhere, 2);
  const [first] = rows.state().rows;
  assert.deepEqual([first.id, first.preview, first.unread], ["a", "In stock.", true]);
  visitor.onFrame({ type: "MessagesRead", conversation_id: "a", id: 2, reader: "visitor" });
  assert.equal(visitor.unreadElsewhere, 0);
  assert.equal(visitor.calls, 1);
});

test("a quiet entry changes neither the text nor the place of its conversation", async () => {
  const { rows, visitor } = page();
  await rows.load();
  const quiet = received("a", 2, "", { kind: "closed" });
  visitor.onFrame({ ...quiet, read: { visitor: 2, admin: 2 } });
  const last = rows.state().rows.at(-1);
  assert.deepEqual([last.id, last.preview, visitor.unreadElsewhere], ["a", "text of a", 0]);
});

test("something in a conversation that is not listed yet loads the list again", async () => {
  const { rows, visitor, listed } = page();
  await rows.load();
  listed.push(row("d", 1, 0));
  visitor.onFrame(received("d", 1, "new"));
  await rows.load();
  assert.ok(rows.state().rows.some(({ id }) => id === "d"));
  assert.equal(visitor.unreadElsewhere, 2);
});

test("what is typed is no reason to load anything, and before the list is known the session's count stays", () => {
  const { visitor } = page();
  visitor.unreadElsewhere = 5;
  visitor.onFrame({ type: "Typing", conversation_id: "a", name: "Maya", id: 1, side: "admin" });
  visitor.onFrame(received("b", 3, "here"));
  assert.deepEqual([visitor.calls, visitor.unreadElsewhere], [0, 5]);
});

test("a conversation of which this browser has unsent messages only is listed too", async () => {
  const { rows } = page([{ conversation_id: "e", body: "Never sent", made_at: 50_000 }]);
  await rows.load();
  const [first] = rows.state().rows;
  assert.deepEqual([first.id, first.preview, first.unsent, first.mine], ["e", "Never sent", true, true]);
});

test("times are relative within a week, and dates after that", () => {
  const now = new Date(2026, 6, 20, 12).getTime();
  const of = (ms) => agoOrDate(now - ms, now, "en");
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  assert.deepEqual(
    [of(5_000), of(3 * minute), of(2 * hour), of(day), of(6 * day), of(30 * day), of(400 * day)],
    ["now", "3 min. ago", "2 hr. ago", "yesterday", "6 days ago", "Jun 20", "Jun 15, 2025"],
  );
});
