import assert from "node:assert/strict";
import { test } from "node:test";
import { createTypists } from "../../../../widget/extras/typists.js";
import { simulatedTime } from "../../simulated/time.js";

const typing = (more = {}) => ({
  type: "Typing",
  conversation_id: "c-1",
  id: 1,
  side: "admin",
  name: "Maya",
  ...more,
});
const answer = (id, more = {}) => ({ id, mine: false, sender_name: "Maya", ...more });

function page() {
  const time = simulatedTime();
  let listener;
  let drawn = 0;
  const visitor = {
    id: "c-1",
    state: { connection: "live", messages: [{ id: 1, mine: true, sender_name: "Visitor" }] },
    subscribe: (given) => {
      listener = given;
    },
  };
  const typists = createTypists({ visitor, env: time, changed: () => drawn++ });
  return {
    time,
    names: () => [...typists.keys()],
    silent: () => [...typists.values()].map((each) => each.silent),
    drawn: () => drawn,
    moves(id) {
      visitor.id = id;
      listener();
    },
    push: (frame) => visitor.onFrame(frame),
    becomes(state) {
      visitor.state = { ...visitor.state, ...state };
      listener();
    },
  };
}

test("somebody types for seven seconds after the last event", async () => {
  const { time, names, push, drawn } = page();
  push(typing());
  await time.advance(6_999);
  push(typing());
  await time.advance(6_999);
  assert.deepEqual(names(), ["Maya"]);
  const before = drawn();
  await time.advance(1);
  assert.deepEqual([names(), drawn()], [[], before + 1]);
});

test("their message ends it, and an event from before the message does not begin it again", () => {
  const { names, push, becomes } = page();
  push(typing());
  becomes({ messages: [answer(2)] });
  assert.deepEqual(names(), []);
  push(typing());
  assert.deepEqual(names(), []);
  push(typing({ id: 2 }));
  assert.deepEqual(names(), ["Maya"]);
});

test("neither the visitor's message nor a colleague's ends it, nor an earlier one of theirs", () => {
  const { names, push, becomes } = page();
  push(typing());
  becomes({
    messages: [
      answer(1),
      { id: 2, mine: true, sender_name: "Maya" },
      { id: null, mine: true, sender_name: "Maya" },
      answer(3, { sender_name: "Noor" }),
    ],
  });
  assert.deepEqual(names(), ["Maya"]);
});

test("it ends with an event that says so, and with the socket", () => {
  const { names, push, becomes } = page();
  push(typing());
  push(typing({ stopped: true }));
  assert.deepEqual(names(), []);
  push(typing());
  becomes({ connection: "polling" });
  becomes({ connection: "live" });
  assert.deepEqual(names(), []);
});

test("of two who type, the first one stays first until they stop", () => {
  const { names, push } = page();
  push(typing());
  push(typing({ name: "Noor" }));
  push(typing());
  assert.deepEqual(names(), ["Maya", "Noor"]);
  push(typing({ stopped: true }));
  assert.deepEqual(names(), ["Noor"]);
});

test("it is announced once between two messages, however often somebody begins", () => {
  const { silent, push, becomes } = page();
  push(typing());
  push(typing());
  assert.deepEqual(silent(), [false]);
  push(typing({ stopped: true }));
  push(typing());
  push(typing({ name: "Noor" }));
  assert.deepEqual(silent(), [true, true]);
  becomes({ messages: [answer(2), answer(3, { sender_name: "Noor" })] });
  push(typing({ id: 3 }));
  assert.deepEqual(silent(), [false]);
});

test("other frames are ignored", () => {
  const { names, push, drawn } = page();
  push({ type: "pong" });
  push({ ...typing(), type: "Presence" });
  assert.deepEqual([names(), drawn()], [[], 0]);
});

test("whoever types in another conversation of the visitor is not shown, nor after the visitor goes there", () => {
  const { push, names, moves } = page();
  push(typing({ conversation_id: "c-2" }));
  assert.deepEqual(names(), []);
  push(typing());
  assert.deepEqual(names(), ["Maya"]);
  moves("c-2");
  assert.deepEqual(names(), []);
});
