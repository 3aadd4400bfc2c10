import assert from "node:assert/strict";
import { test } from "node:test";
import { arrivals } from "../../../../admin_static/desk/arrivals.js";

const row = (id, last_at, last_sender = "visitor") => ({ id, last_at, last_sender, name: "Visitor" });
const inbox = (...conversations) => ({ loaded: true, conversations });
const ids = (conversations) => conversations.map(({ id }) => id);

test("a conversation that was not there is an arrival", () => {
  assert.deepEqual(ids(arrivals(inbox(row("a", 1)), inbox(row("b", 2), row("a", 1)))), ["b"]);
});

test("the first conversation of an empty inbox is an arrival", () => {
  assert.deepEqual(ids(arrivals(inbox(), inbox(row("a", 1)))), ["a"]);
});

test("what stood there when the inbox was loaded is not news", () => {
  assert.deepEqual(arrivals({ loaded: false, conversations: [] }, inbox(row("a", 1))), []);
});

test("older conversations loaded on request are not news", () => {
  assert.deepEqual(arrivals(inbox(row("a", 9)), inbox(row("a", 9), row("old", 1))), []);
});

test("a known conversation with another message is not an arrival", () => {
  assert.deepEqual(arrivals(inbox(row("a", 1)), inbox(row("a", 2))), []);
});

test("a conversation that a colleague moved up is not an arrival", () => {
  assert.deepEqual(arrivals(inbox(row("a", 1)), inbox(row("b", 2, "admin"), row("a", 1))), []);
});
