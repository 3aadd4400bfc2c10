import assert from "node:assert/strict";
import { test } from "node:test";
import { createReports } from "../../../widget/reports.js";

/** A panel whose events are recorded. `is` changes its state and returns the events of that. */
function panel() {
  const state = { messages: [], loaded: false, behind: false, unread: 0, refusal: null };
  let events = [];
  const report = createReports((name, detail) => events.push([name, detail]));
  return {
    is(changes) {
      events = [];
      report(Object.assign(state, changes));
      return events;
    },
  };
}

const message = (id, sender_type = "admin") => ({
  key: `k-${id}`,
  id,
  sender_type,
  sender_name: "Maya",
  body: `text ${id}`,
  sent_at: 1_000 + id,
  mine: sender_type === "visitor",
  status: null,
  failure: null,
});
const pending = (key, code) => ({ ...message(null, "visitor"), key, failure: code ? { code } : null });
const told = (id, sender_type = "admin") => [
  "message",
  { id, sender_type, sender_name: "Maya", body: `text ${id}`, sent_at: 1_000 + id },
];

test("the history of an earlier page is no news, and what follows is", () => {
  const { is } = panel();
  assert.deepEqual(is({ messages: [message(1)] }), []);
  assert.deepEqual(is({ messages: [message(1), message(2)], loaded: true }), []);
  assert.deepEqual(is({ messages: [message(1), message(2), message(3)] }), [told(3)]);
  assert.deepEqual(is({}), []);
});

test("a new conversation's first message is reported when it is stored, once", () => {
  const { is } = panel();
  assert.deepEqual(is({ loaded: true }), []);
  assert.deepEqual(is({ messages: [pending("a")] }), []);
  assert.deepEqual(is({ messages: [message(1, "visitor")] }), [told(1, "visitor")]);
  assert.deepEqual(is({ messages: [message(1, "visitor"), pending("b")] }), []);
});

test("messages around a gap are reported when it is closed, in their order", () => {
  const { is } = panel();
  is({ messages: [message(1)], loaded: true });
  assert.deepEqual(is({ messages: [message(1), message(3, "visitor")], behind: true }), []);
  const whole = [message(1), message(2), message(3, "visitor")];
  assert.deepEqual(is({ messages: whole, behind: false }), [told(2), told(3, "visitor")]);
});

test("after an erasure, numbers that were reported are not reported again", () => {
  const { is } = panel();
  is({ messages: [message(1), message(2)], loaded: true });
  assert.deepEqual(is({ messages: [] }), []);
  assert.deepEqual(is({ messages: [message(3)] }), [told(3)]);
});

test("a log that is read again from its start is history", () => {
  const { is } = panel();
  is({ messages: [message(1)], loaded: true });
  is({ messages: [], loaded: false });
  assert.deepEqual(is({ messages: [message(1), message(2)], loaded: true }), []);
});

test("the number of unread messages is reported when it changes", () => {
  const { is } = panel();
  assert.deepEqual(is({}), []);
  assert.deepEqual(is({ unread: 2 }), [["unread", { count: 2 }]]);
  assert.deepEqual(is({ unread: 2 }), []);
  assert.deepEqual(is({ unread: 0 }), [["unread", { count: 0 }]]);
});

test("a message that cannot be sent, and a chat that is not available, are reported once each", () => {
  const { is } = panel();
  const failed = [pending("a", "message_too_long"), pending("b", "blocked")];
  assert.deepEqual(is({ messages: failed, loaded: true }), [
    ["error", { code: "message_too_long" }],
    ["error", { code: "blocked" }],
  ]);
  assert.deepEqual(is({ messages: failed }), []);
  assert.deepEqual(is({ refusal: { code: "site_disabled" } }), [["error", { code: "site_disabled" }]]);
  assert.deepEqual(is({ refusal: { code: "site_disabled" } }), []);
});

test("quiet entries and deleted messages are no news, and a change is none either", () => {
  const { is } = panel();
  is({ messages: [message(1)], loaded: true });
  const entries = [
    { ...message(3), kind: "closed" },
    { ...message(4), body: "", deleted: true },
  ];
  assert.deepEqual(is({ messages: [message(1), ...entries] }), []);
  assert.deepEqual(is({ messages: [{ ...message(1), body: "Changed", edited: true }, ...entries] }), []);
  assert.deepEqual(is({ messages: [message(1), ...entries, message(6)] }), [told(6)]);
});
