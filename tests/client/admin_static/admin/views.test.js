import assert from "node:assert/strict";
import { test } from "node:test";
import { isIn, listKey, VIEWS, wholeView } from "../../../../admin_static/admin/views.js";

const NOW = 1_000_000;
const known = { now: NOW, me: "a1", blocked: new Set(["b"]) };
const viewsOf = (row) =>
  VIEWS.filter((view) => isIn({ status: "open", unread: 0, ...row }, wholeView(view), known));

test("a conversation is in the views that its status, its assignee and its snooze say", () => {
  assert.deepEqual(viewsOf({}), ["unassigned", "all"]);
  assert.deepEqual(viewsOf({ assignee_id: "a1" }), ["mine", "all"]);
  assert.deepEqual(viewsOf({ assignee_id: "a2" }), ["all"]);
  assert.deepEqual(viewsOf({ assignee_id: "a1", snoozed_until: NOW + 1 }), ["snoozed"]);
  assert.deepEqual(viewsOf({ assignee_id: "a1", snoozed_until: NOW }), ["mine", "all"]);
  assert.deepEqual(viewsOf({ assignee_id: "a1", status: "closed" }), ["closed"]);
  assert.deepEqual(viewsOf({ status: "closed", snoozed_until: NOW + 1 }), ["closed"]);
});

test("the server says which conversations are in the view of blocked visitors", () => {
  assert.deepEqual(viewsOf({ id: "b" }), ["unassigned", "all", "blocked"]);
  assert.deepEqual(viewsOf({ id: "b", status: "closed" }), ["closed", "blocked"]);
});

test("all filters of a list must apply", () => {
  const row = { status: "open", unread: 2, tags: ["refund", "vip"], assignee_id: "a2", language: "de" };
  const passes = (filters, more = {}) =>
    isIn({ ...row, ...more }, { ...wholeView("all"), ...filters }, known);
  assert.ok(passes({ tag: "vip", assignee: "a2", unread: true }));
  assert.ok(passes({ language: "de" }));
  assert.ok(!passes({ language: "fr" }));
  assert.ok(!passes({ language: "de" }, { language: undefined }));
  assert.ok(!passes({ tag: "vi" }));
  assert.ok(!passes({ tag: "vip" }, { tags: undefined }));
  assert.ok(!passes({ assignee: "a1" }));
  assert.ok(!passes({ unread: true }, { unread: 0 }));
});

test("two lists have the same key only if they are the same", () => {
  const lists = VIEWS.flatMap((view) =>
    [{}, { tag: "a" }, { assignee: "a" }, { unread: true }, { language: "a" }].map((filters) => ({
      ...wholeView(view),
      ...filters,
    })),
  );
  assert.equal(new Set(lists.map(listKey)).size, lists.length);
});
