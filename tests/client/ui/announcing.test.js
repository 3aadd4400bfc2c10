import assert from "node:assert/strict";
import { test } from "node:test";
import { NOT_LISTENING, nextAnnouncing } from "../../../client/ui/announcing.js";

let ids = 0;
const stored = (...keys) => keys.map((key) => ({ key, id: ++ids }));
const unsent = (...keys) => keys.map((key) => ({ key, id: null }));
const spoken = ({ silent }, list) => list.map(({ key }) => key).filter((key) => !silent.has(key));

/** Takes the log through these states, and returns what is spoken in the last one. */
function after(...states) {
  let state = NOT_LISTENING;
  for (const now of states) state = nextAnnouncing(state, { loaded: true, shown: true, ...now });
  return spoken(state, states.at(-1).messages);
}

test("history is not announced, however many pages it comes in", () => {
  const states = [
    { messages: stored("a"), loaded: false },
    { messages: stored("a", "b"), loaded: false },
    { messages: stored("a", "b", "c") },
  ];
  assert.deepEqual(after(...states), []);
});

test("what comes later is announced, and stays so until the log goes out of sight", () => {
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

test("nothing is announced again when a log comes back on screen", () => {
  const all = { messages: [...stored("a", "b"), ...unsent("c")] };
  assert.deepEqual(after({ messages: stored("a") }, all, { ...all, shown: false }, all), []);
});

test("what the reader writes before the history is loaded is announced, and the history is not", () => {
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

test("it is announced when session and message come in the same moment", () => {
  assert.deepEqual(after({ messages: [], loaded: false }, { messages: unsent("mine") }), ["mine"]);
});

test("it stays announced when it is stored before the history is loaded", () => {
  const states = [
    { messages: [], loaded: false },
    { messages: unsent("mine"), loaded: false },
    { messages: stored("mine"), loaded: false },
    { messages: stored("old", "mine") },
  ];
  assert.deepEqual(after(...states), ["mine"]);
});

test("what an earlier page left unsent is history", () => {
  const left = { messages: unsent("left"), loaded: false };
  assert.deepEqual(after({ ...left, shown: false }, left, { messages: unsent("left") }), []);
  assert.deepEqual(after(left, { messages: unsent("left") }), []);
});
