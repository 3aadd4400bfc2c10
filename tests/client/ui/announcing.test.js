import assert from "node:assert/strict";
import { test } from "node:test";
import { NOT_LISTENING, nextAnnouncing } from "../../../client/ui/announcing.js";

const messages = (...keys) => keys.map((key) => ({ key }));
const spoken = ({ silent }, list) => list.map(({ key }) => key).filter((key) => !silent.has(key));

test("history is not announced, however many pages it comes in", () => {
  let state = nextAnnouncing(NOT_LISTENING, { messages: messages("a"), listening: false });
  state = nextAnnouncing(state, { messages: messages("a", "b"), listening: false });
  const all = messages("a", "b", "c");
  state = nextAnnouncing(state, { messages: all, listening: true });
  assert.deepEqual(spoken(state, all), []);
});

test("what comes later is announced, and stays so until the log goes out of sight", () => {
  let state = nextAnnouncing(NOT_LISTENING, { messages: messages("a"), listening: true });
  const later = messages("a", "b");
  state = nextAnnouncing(state, { messages: later, listening: true });
  assert.deepEqual(spoken(state, later), ["b"]);
  state = nextAnnouncing(state, { messages: messages("a", "b", "c"), listening: true });
  assert.deepEqual(spoken(state, messages("a", "b", "c")), ["b", "c"]);
});

test("the first message of a new conversation is announced", () => {
  let state = nextAnnouncing(NOT_LISTENING, { messages: [], listening: true });
  state = nextAnnouncing(state, { messages: messages("a"), listening: true });
  assert.deepEqual(spoken(state, messages("a")), ["a"]);
});

test("nothing is announced again when a log comes back on screen", () => {
  let state = nextAnnouncing(NOT_LISTENING, { messages: messages("a"), listening: true });
  const all = messages("a", "b", "c");
  state = nextAnnouncing(state, { messages: all, listening: false });
  state = nextAnnouncing(state, { messages: all, listening: true });
  assert.deepEqual(spoken(state, all), []);
});
