import assert from "node:assert/strict";
import { test } from "node:test";
import { NOT_LISTENING, nextAnnouncing, toRows } from "../../../client/ui/message_rows.js";

const NOON = new Date(2026, 6, 14, 12).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function message(key, at, change = {}) {
  return { key, sent_at: at, mine: false, sender_type: "admin", sender_name: "Maya", ...change };
}

const shape = (rows) =>
  rows.map((row) =>
    row.kind === "day" ? "day" : `${row.key}${row.first ? " first" : ""}${row.last ? " last" : ""}`,
  );

test("what one sender writes in a row is one group", () => {
  const rows = toRows([message("a", NOON), message("b", NOON + MINUTE), message("c", NOON + 2 * MINUTE)]);
  assert.deepEqual(shape(rows), ["day", "a first", "b", "c last"]);
});

test("another sender, another kind of sender and a pause begin a group", () => {
  const rows = toRows([
    message("a", NOON),
    message("b", NOON, { sender_name: "Noor" }),
    message("c", NOON, { sender_name: "Noor", sender_type: "bot" }),
    message("d", NOON, { mine: true }),
    message("e", NOON + 5 * MINUTE, { mine: true }),
  ]);
  assert.deepEqual(
    shape(rows).slice(1),
    ["a", "b", "c", "d", "e"].map((key) => `${key} first last`),
  );
});

test("the reader's own message stays in its group when the server adds a name", () => {
  const stored = message("a", NOON, { mine: true, sender_type: "visitor", sender_name: "Visitor" });
  const unsent = message("b", NOON, { mine: true, sender_type: "visitor", sender_name: null });
  assert.deepEqual(shape(toRows([stored, unsent])), ["day", "a first", "b last"]);
});

test("each day has one heading, and a group ends with its day", () => {
  const rows = toRows([message("a", NOON), message("b", NOON + DAY), message("c", NOON + DAY)]);
  assert.deepEqual(shape(rows), ["day", "a first last", "day", "b first", "c last"]);
});

test("with a clock that is behind, no day has a second heading", () => {
  const rows = toRows([message("a", NOON + DAY), message("b", NOON)]);
  assert.equal(rows.filter((row) => row.kind === "day").length, 1);
});

test("every row has a unique key", () => {
  const rows = toRows(Array.from({ length: 50 }, (_, i) => message(`m${i}`, NOON + i * DAY * 0.4)));
  assert.equal(new Set(rows.map((row) => row.key)).size, rows.length);
});

test("an empty conversation has no rows", () => {
  assert.deepEqual(toRows([]), []);
});

let ids = 0;
const stored = (...keys) => keys.map((key) => ({ key, id: ++ids }));
const unsent = (...keys) => keys.map((key) => ({ key, id: null }));
const spoken = ({ silent }, list) => list.map(({ key }) => key).filter((key) => !silent.has(key));

/** Passes through these states of the log, and returns what is announced in the last one. */
function after(...states) {
  let state = NOT_LISTENING;
  for (const now of states) state = nextAnnouncing(state, { loaded: true, shown: true, ...now });
  return spoken(state, states.at(-1).messages);
}

test("the history is not announced, however many pages it has", () => {
  const states = [
    { messages: stored("a"), loaded: false },
    { messages: stored("a", "b"), loaded: false },
    { messages: stored("a", "b", "c") },
  ];
  assert.deepEqual(after(...states), []);
});

test("later messages are announced, and stay so until the log is hidden", () => {
  const begin = { messages: stored("a") };
  assert.deepEqual(after(begin, { messages: stored("a", "b") }), ["b"]);
  assert.deepEqual(after(begin, { messages: stored("a", "b") }, { messages: stored("a", "b", "c") }), [
    "b",
    "c",
  ]);
});

test("the first message of a new conversation is announced", () => {
  assert.deepEqual(after({ messages: [] }, { messages: unsent("a") }), ["a"]);
});

test("nothing is announced again when the log is shown again", () => {
  const all = { messages: [...stored("a", "b"), ...unsent("c")] };
  assert.deepEqual(after({ messages: stored("a") }, all, { ...all, shown: false }, all), []);
});

test("messages written before the history is loaded are announced, and the history is not", () => {
  const early = { messages: unsent("mine"), loaded: false };
  const states = [
    { messages: [], loaded: false },
    early,
    { messages: [...stored("old"), ...unsent("mine")] },
  ];
  assert.deepEqual(after(...states.slice(0, 2)), ["mine"]);
  assert.deepEqual(after(...states), ["mine"]);
  assert.deepEqual(after(...states, { messages: stored("old", "mine", "new") }), ["mine", "new"]);
});

test("a message written at the moment the session starts is announced", () => {
  assert.deepEqual(after({ messages: [], loaded: false }, { messages: unsent("mine") }), ["mine"]);
});

test("a message stored before the history is loaded stays announced", () => {
  const states = [
    { messages: [], loaded: false },
    { messages: unsent("mine"), loaded: false },
    { messages: stored("mine"), loaded: false },
    { messages: stored("old", "mine") },
  ];
  assert.deepEqual(after(...states), ["mine"]);
});

test("messages that an earlier page left unsent are history", () => {
  const left = { messages: unsent("left"), loaded: false };
  assert.deepEqual(after({ ...left, shown: false }, left, { messages: unsent("left") }), []);
  assert.deepEqual(after(left, { messages: unsent("left") }), []);
});

test("a quiet entry is in no group of messages", () => {
  const rows = toRows([
    message("a", NOON),
    message("closed", NOON + MINUTE, { kind: "closed" }),
    message("b", NOON + 2 * MINUTE),
  ]);
  assert.deepEqual(shape(rows), ["day", "a first last", "closed first last", "b first last"]);
});
