import assert from "node:assert/strict";
import { test } from "node:test";
import { createConversation } from "../../../client/delivery/conversation.js";
import { createOutbox } from "../../../client/delivery/outbox.js";
import { simulatedStorage } from "../simulated/browser.js";
import { seededRandom, simulatedTime } from "../simulated/time.js";

const message = (id, sender_type = "admin", client_id = `m-${id}-client`) => ({
  id,
  client_id,
  sender_type,
  sender_name: sender_type === "admin" ? "Maya" : "Visitor",
  body: `message ${id}`,
  sent_at: 1000 + id,
});

function talking({ pages = async () => ({ messages: [], last_id: 0, has_more: false, read: {} }) } = {}) {
  const time = simulatedTime();
  const env = { ...time, random: seededRandom(5), storage: simulatedStorage() };
  const marked = [];
  const counter = { changes: 0 };
  const changed = () => {
    counter.changes += 1;
  };
  const outbox = createOutbox({ env, prefix: "o.", deliver: () => new Promise(() => {}), changed });
  const conversation = createConversation({
    id: "c1",
    side: "visitor",
    name: null,
    env,
    outbox,
    fetchPage: pages,
    async postMark(id) {
      marked.push(id);
      return { read: { visitor: id, admin: 0 } };
    },
    pending: () => outbox.entries,
    changed,
    reload() {},
  });
  return { time, outbox, conversation, marked, counter };
}

const shown = (conversation) => conversation.messages().map(({ id, status }) => [id, status]);

test("an unsent message comes after the stored ones and becomes the stored one in place", () => {
  const { conversation } = talking();
  conversation.apply([message(1)]);
  const clientId = conversation.send("Mine");
  assert.deepEqual(shown(conversation), [
    [1, null],
    [null, "sending"],
  ]);
  conversation.apply([message(2, "visitor", clientId)]);
  assert.deepEqual(shown(conversation), [
    [1, null],
    [2, "sent"],
  ]);
  assert.equal(conversation.messages()[1].key, clientId);
});

test("own messages acknowledged behind a gap stay on the screen; others' wait", () => {
  const { conversation } = talking();
  conversation.apply([message(1)]);
  const clientId = conversation.send("Mine");
  conversation.apply([message(4, "visitor", clientId), message(5)]);
  assert.deepEqual(shown(conversation), [
    [1, null],
    [4, "sent"],
  ]);
  conversation.apply([message(2), message(3)]);
  assert.deepEqual(
    conversation.messages().map(({ id }) => id),
    [1, 2, 3, 4, 5],
  );
});

test("own messages up to the other side's mark are read, the later ones sent", () => {
  const { conversation } = talking();
  conversation.apply([message(1, "visitor"), message(2, "visitor"), message(3, "visitor")], {
    visitor: 3,
    admin: 1,
  });
  assert.deepEqual(shown(conversation), [
    [1, "read"],
    [2, "sent"],
    [3, "sent"],
  ]);
  conversation.onEvent({ type: "MessagesRead", conversation_id: "c1", id: 2, reader: "admin" });
  conversation.onEvent({ type: "MessagesRead", conversation_id: "c1", id: 1, reader: "admin" });
  assert.deepEqual(
    conversation.messages().map(({ status }) => status),
    ["read", "read", "sent"],
  );
});

test("a mark that arrives before its message is kept, and shows how far the log reaches", () => {
  const { conversation } = talking();
  conversation.onEvent({ type: "MessagesRead", conversation_id: "c1", id: 1, reader: "admin" });
  assert.equal(conversation.behind, true);
  conversation.apply([message(1, "visitor")]);
  assert.deepEqual(shown(conversation), [[1, "read"]]);
});

test("a snapshot keeps the objects of what has not changed", () => {
  const { conversation } = talking();
  conversation.apply([message(1, "visitor"), message(2)]);
  const before = conversation.messages();
  conversation.apply([message(3)], { visitor: 0, admin: 1 });
  const after = conversation.messages();
  assert.notEqual(after[0], before[0], "it has been read");
  assert.equal(before[0].status, "sent", "the old snapshot stays as it was");
  assert.equal(after[1], before[1]);
});

test("visible messages are marked as read once the conversation is loaded, not before", async () => {
  const { conversation, marked, time } = talking();
  conversation.setVisible(true);
  conversation.apply([message(1)]);
  assert.deepEqual(marked, []);
  await conversation.catchUp();
  await time.settle();
  assert.deepEqual(marked, [1]);
  conversation.setVisible(false);
  conversation.apply([message(2)]);
  await time.settle();
  assert.deepEqual([marked, conversation.unread], [[1], 1]);
  conversation.setVisible(true);
  await time.settle();
  assert.deepEqual([marked, conversation.unread], [[1, 2], 0]);
});

test("nothing is marked as read while there is a gap", async () => {
  const { conversation, marked, time } = talking();
  await conversation.catchUp();
  conversation.setVisible(true);
  conversation.apply([message(1), message(3)]);
  await time.settle();
  assert.deepEqual(marked, []);
  conversation.apply([message(2)]);
  await time.settle();
  assert.deepEqual(marked, [3]);
});

test("an own message written after everything was read needs no mark: the server has moved it", async () => {
  const { conversation, marked, time } = talking();
  await conversation.catchUp();
  conversation.setVisible(true);
  const clientId = conversation.send("Mine");
  const sent = message(1, "visitor", clientId);
  const event = { type: "ChatMessageReceived", conversation_id: "c1", id: 1, message: sent };
  conversation.onEvent({ ...event, read: { visitor: 1, admin: 0 } });
  await time.settle();
  assert.deepEqual(marked, []);

  const later = conversation.send("Written without having seen 2");
  conversation.apply([message(2), message(3, "visitor", later)]);
  await time.settle();
  assert.deepEqual(marked, [3]);
});

test("a log that starts again is not loaded until it was read to its end", async () => {
  const loads = [];
  let lost = false;
  const { conversation } = talking({
    async pages(since) {
      loads.push([since, conversation.loaded]);
      if (lost && since === 2) throw Object.assign(new Error(), { code: "cursor_ahead" });
      const last_id = lost ? since + 1 : 2;
      const messages = since < last_id ? [message(since + 1)] : [];
      return { messages, last_id, has_more: since === 0, read: {} };
    },
  });
  conversation.apply([message(1), message(2)]);
  await conversation.catchUp();
  assert.equal(conversation.loaded, true);
  lost = true;
  loads.length = 0;
  await conversation.catchUp();
  assert.deepEqual(loads, [
    [2, true],
    [0, false],
    [1, false],
  ]);
  assert.deepEqual([conversation.loaded, conversation.cursor], [true, 2]);
});

test("only the other side's messages count as unread", () => {
  const { conversation } = talking();
  conversation.apply([message(1, "visitor"), message(2), message(3, "visitor"), message(4)], {
    visitor: 0,
    admin: 0,
  });
  assert.equal(conversation.unread, 2);
});

test("a page is applied with one notification, and catching up is behind until the last page", async () => {
  const seen = [];
  const { conversation, counter } = talking({
    async pages(since) {
      seen.push([since, conversation.behind, conversation.loaded]);
      const messages = Array.from({ length: 100 }, (_, at) => message(since + at + 1));
      return { messages, last_id: since + 100, has_more: since < 200, read: {} };
    },
  });
  await conversation.catchUp();
  assert.deepEqual(seen, [
    [0, false, false],
    [100, true, false],
    [200, true, false],
  ]);
  assert.deepEqual(
    [conversation.cursor, conversation.behind, conversation.loaded, counter.changes],
    [300, false, true, 3],
  );
});

test("another tab's entry of a message that was read already is removed", () => {
  const { conversation, outbox } = talking();
  conversation.apply([message(1, "visitor", "written-elsewhere")]);
  outbox.entries.push({
    client_id: "written-elsewhere",
    conversation_id: "c1",
    body: "x",
    made_at: 1,
    failure: null,
  });
  conversation.removeStored();
  assert.deepEqual([outbox.entries, conversation.messages().length], [[], 1]);
});

test("an event of another conversation changes nothing", async () => {
  const { conversation } = talking();
  conversation.apply([message(1, "visitor", "mine")]);
  conversation.onEvent({ type: "ChatMessageReceived", conversation_id: "c2", id: 2, message: message(2) });
  conversation.onEvent({ type: "MessagesRead", conversation_id: "c2", id: 4, reader: "admin" });
  assert.deepEqual([shown(conversation), conversation.behind], [[[1, "sent"]], false]);
});

test("of 10,000 messages, those that a new one or a read mark does not concern are the same objects as before", () => {
  const { conversation } = talking();
  conversation.apply(
    Array.from({ length: 10_000 }, (_, at) => message(at + 1, at % 2 ? "visitor" : "admin")),
    { visitor: 10_000, admin: 9_998 },
  );
  const fresh = (act) => {
    const before = new Set(conversation.messages());
    act();
    return conversation.messages().filter((view) => !before.has(view)).length;
  };
  assert.equal(
    fresh(() => conversation.apply([message(10_001)])),
    1,
  );
  assert.equal(
    fresh(() => conversation.applyRead({ admin: 10_001 })),
    1, // 10,000 is the visitor's, and was not read yet
  );
});
