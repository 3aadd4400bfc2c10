import assert from "node:assert/strict";
import { test } from "node:test";
import { createConversation } from "../../../client/delivery/conversation.js";
import { createOutbox } from "../../../client/delivery/outbox.js";
import { simulatedStorage } from "../simulated/browser.js";
import { seededRandom, simulatedTime } from "../simulated/time.js";

const message = (id, sender_type = "admin") => ({
  id,
  client_id: `m-${id}`,
  sender_type,
  sender_name: "Maya",
  body: `message ${id}`,
  sent_at: 1000 + id,
});
const change = (id, kind, target, body = "", sender_type = "admin") => ({
  ...message(id, sender_type),
  kind,
  target,
  body,
});

function reading() {
  const env = { ...simulatedTime(), random: seededRandom(5), storage: simulatedStorage() };
  const outbox = createOutbox({
    env,
    prefix: "o.",
    deliver: () => new Promise(() => {}),
    stored() {},
    changed() {},
  });
  const conversation = createConversation({
    id: "c1",
    side: "visitor",
    name: null,
    env,
    outbox,
    fetchPage: async () => ({ messages: [], last_id: 0, has_more: false, read: {} }),
    postMark: async () => ({ read: {} }),
    pending: () => outbox.entries,
    changed() {},
    reload() {},
    loaded: true,
  });
  const seen = () =>
    conversation.messages().map(({ id, body, edited, deleted }) => [id, body, edited, deleted]);
  return { conversation, outbox, seen };
}

test("an edit changes the view of its message, and is no view of its own", () => {
  const { conversation, seen } = reading();
  conversation.apply([message(1), message(2), change(3, "edited", 1, "better")]);
  assert.deepEqual(seen(), [
    [1, "better", true, undefined],
    [2, "message 2", undefined, undefined],
  ]);
  assert.equal(conversation.cursor, 3);
});

test("a deletion takes the text and the files, and the message's place stays", () => {
  const { conversation, seen } = reading();
  conversation.apply([{ ...message(1), attachments: [{ id: "a" }] }, message(2)]);
  conversation.apply([change(3, "deleted", 1)]);
  assert.deepEqual(seen()[0], [1, "", undefined, true]);
  assert.equal(conversation.messages()[0].attachments, undefined);
});

test("a change waits for the numbers before it, as a message does", () => {
  const { conversation, seen } = reading();
  conversation.apply([message(1), change(3, "edited", 1, "too early")]);
  assert.deepEqual(seen(), [[1, "message 1", undefined, undefined]]);
  assert.equal(conversation.behind, true);
  conversation.apply([change(2, "edited", 1, "first")]);
  assert.deepEqual(seen(), [[1, "too early", true, undefined]]);
});

test("an edit that was followed by another one changes nothing", () => {
  const { conversation, seen } = reading();
  const { target, ...followed } = change(2, "edited", 1);
  conversation.apply([{ ...message(1), body: "second", edited: true }, followed]);
  assert.deepEqual(seen(), [[1, "second", true, undefined]]);
});

test("a change of a message that retention has deleted is read, and has no view", () => {
  const { conversation, seen } = reading();
  conversation.apply([message(3), change(4, "edited", 1, "gone")], {}, 3);
  assert.deepEqual(seen(), [[3, "message 3", undefined, undefined]]);
  assert.equal(conversation.cursor, 4);
});

test("unread messages are counted without quiet entries and without deleted ones", () => {
  const { conversation } = reading();
  conversation.apply([message(1), message(2), { ...message(3), kind: "closed" }]);
  assert.equal(conversation.unread, 2);
  conversation.apply([change(4, "deleted", 2)]);
  assert.equal(conversation.unread, 1);
  assert.deepEqual(
    conversation.messages().map(({ id, kind }) => [id, kind]),
    [
      [1, undefined],
      [2, undefined],
      [3, "closed"],
    ],
  );
});

test("a change of one's own is shown while it is sent, with the state of the change", () => {
  const { conversation, outbox } = reading();
  conversation.apply([message(1, "visitor")]);
  conversation.change(1, "edited", "my better text");
  const [entry] = outbox.entries;
  assert.deepEqual([entry.target, entry.kind, entry.after], [1, "edited", 1]);
  const [view] = conversation.messages();
  assert.deepEqual(
    [view.key, view.id, view.body, view.edited, view.status, view.change],
    ["m-1", 1, "my better text", true, "sending", entry.client_id],
  );
  const stored = { ...change(2, "edited", 1, "my better text", "visitor"), client_id: entry.client_id };
  conversation.apply([stored]);
  const [after] = conversation.messages();
  assert.deepEqual([after.body, after.status, after.change], ["my better text", "sent", undefined]);
  assert.deepEqual(outbox.entries, []);
});

test("a change of one's own that is acknowledged behind a gap stays on the screen", () => {
  const { conversation, seen } = reading();
  conversation.apply([message(1, "visitor"), change(3, "edited", 1, "mine", "visitor"), message(5)]);
  assert.deepEqual(seen(), [[1, "mine", true, undefined]]);
  assert.equal(conversation.cursor, 1);
});

test("a discarded change leaves the message as it is", () => {
  const { conversation, outbox, seen } = reading();
  conversation.apply([message(1, "visitor")]);
  conversation.change(1, "deleted");
  assert.deepEqual(seen(), [[1, "", undefined, true]]);
  outbox.discard(outbox.entries[0].client_id);
  assert.deepEqual(seen(), [[1, "message 1", undefined, undefined]]);
});

test("a view that no change is about stays the same object", () => {
  const { conversation } = reading();
  conversation.apply([message(1), message(2)]);
  const [, before] = conversation.messages();
  conversation.apply([change(3, "edited", 1, "other")]);
  assert.equal(conversation.messages()[1], before);
});
