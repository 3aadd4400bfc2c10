import assert from "node:assert/strict";
import { test } from "node:test";
import { withDesk } from "../../../../admin_static/thread/desk_entries.js";

const message = (id, sent_at = id ?? 0) => ({ key: `m${id}-${sent_at}`, id, sent_at });
const entry = (at_id, sent_at = 0, id = 1) => ({
  key: `d${at_id}-${sent_at}`,
  id,
  at_id,
  sent_at,
  kind: "note",
});
const keys = (messages, entries) => withDesk(messages, entries).map(({ key }) => key);

test("an entry follows the message that was the last one when it was written", () => {
  const messages = [message(1), message(2), message(5)];
  assert.deepEqual(keys(messages, [entry(0), entry(2), entry(3), entry(5)]), [
    "d0-0",
    "m1-1",
    "m2-2",
    "d2-0",
    "d3-0",
    "m5-5",
    "d5-0",
  ]);
});

test("an entry about messages that are not loaded yet is at the end", () => {
  assert.deepEqual(keys([message(1)], [entry(9)]), ["m1-1", "d9-0"]);
});

test("messages that are not stored yet are among the notes in the order of their times", () => {
  const messages = [message(1), message(null, 50), message(null, 70)];
  assert.deepEqual(keys(messages, [entry(1, 40), entry(1, 60, null)]), [
    "m1-1",
    "d1-40",
    "mnull-50",
    "d1-60",
    "mnull-70",
  ]);
});

test("without entries the list stays the same object", () => {
  const messages = [message(1)];
  assert.equal(withDesk(messages, []), messages);
});
