import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf } from "../../../../admin_static/notes/desk_line.js";
import "../../../../admin_static/notes/notes.js";

const author = { id: "a1", name: "Maya" };

test("a line says who was assigned, also to oneself and to nobody", () => {
  const line = (assignee) => lineOf({ kind: "assigned", author, assignee });
  assert.equal(line({ id: "a2", name: "Noor" }), "Maya assigned the conversation to Noor");
  assert.equal(line(author), "Maya took the conversation");
  assert.equal(line(null), "Maya assigned the conversation to nobody");
});

test("a line says that the assignee was removed from the team, and by whom", () => {
  assert.equal(
    lineOf({ kind: "assigned", author, assignee: null, left: { id: "a2", name: "Noor" } }),
    "Maya removed Noor from the team, so nobody has this conversation now",
  );
});

test("a line says which tags were added and removed", () => {
  const line = (added, removed) => lineOf({ kind: "tagged", author, added, removed });
  assert.equal(line(["billing"], []), "Maya added the tag billing");
  assert.equal(line(["billing", "vip"], []), "Maya added the tags billing and vip");
  assert.equal(line(undefined, ["vip"]), "Maya removed the tag vip");
  assert.equal(line(["billing"], ["vip"]), "Maya added billing and removed vip");
});

test("a line says until when it was snoozed, or that the snooze was ended", () => {
  assert.match(lineOf({ kind: "snoozed", author, until: Date.UTC(2026, 10, 30, 9) }), /until Mon, Nov 30/);
  assert.equal(lineOf({ kind: "snoozed", author }), "Maya ended the snooze");
});
