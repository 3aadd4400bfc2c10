import assert from "node:assert/strict";
import { test } from "node:test";
import { newConversations } from "../../../../admin_static/desk/new_conversation_status.js";

const row = (id, last_at, last_sender = "visitor") => ({ id, last_at, last_sender, name: "Visitor" });
const inbox = (...conversations) => ({ loaded: true, conversations });
const ids = (conversations) => conversations.map(({ id }) => id);

test("a conversation that was not in the inbox is new", () => {
  assert.deepEqual(ids(newConversations(inbox(row("a", 1)), inbox(row("b", 2), row("a", 1)))), ["b"]);
});

test("the first conversation of an empty inbox is new", () => {
  assert.deepEqual(ids(newConversations(inbox(), inbox(row("a", 1)))), ["a"]);
});

test("conversations of the first load are not new", () => {
  assert.deepEqual(newConversations({ loaded: false, conversations: [] }, inbox(row("a", 1))), []);
});

test("older conversations loaded on request are not new", () => {
  assert.deepEqual(newConversations(inbox(row("a", 9)), inbox(row("a", 9), row("old", 1))), []);
});

test("a known conversation with another message is not new", () => {
  assert.deepEqual(newConversations(inbox(row("a", 1)), inbox(row("a", 2))), []);
});

test("a conversation that a colleague's reply moved up is not new", () => {
  assert.deepEqual(newConversations(inbox(row("a", 1)), inbox(row("b", 2, "admin"), row("a", 1))), []);
});
