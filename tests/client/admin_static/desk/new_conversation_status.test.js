import assert from "node:assert/strict";
import { before, test } from "node:test";
import { enDashboard } from "../../../../admin_static/catalogue/en_dashboard.js";
import { announcement, newConversations } from "../../../../admin_static/desk/new_conversation_status.js";
import { addTexts } from "../../../../client/ui/catalogue.js";

before(() => addTexts(enDashboard));

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

test("a new conversation is announced with its message as long as that is in the inbox as it was", () => {
  const said = { ...row("a", 1), preview: "My number is 555." };
  const now = (...previews) => previews.map((preview, index) => ({ id: "abc"[index], preview }));

  assert.match(`${announcement([said], now("My number is 555.", "Hello"))}`, /My number is 555\./);
  for (const since of [now("Message deleted"), now("Hello", "My number is 555."), now()])
    assert.equal(announcement([said], since), false);
});

test("of several new conversations their number is announced, and nothing before any", () => {
  assert.match(`${announcement([row("a", 1), row("b", 2)], [])}`, /2/);
  assert.equal(announcement([], [{ id: "a", preview: "Hello" }]), false);
});
