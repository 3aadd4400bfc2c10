import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { createOutbox } from "../../../client/delivery/outbox.js";
import { simulatedStorage } from "../simulated/browser.js";
import { sent, writing } from "../simulated/outbox.js";
import { seededRandom, simulatedTime } from "../simulated/time.js";

test("a message is in storage before its first attempt and leaves it when it is acknowledged", async () => {
  const { outbox, time, stored, storage } = writing();
  outbox.start();
  const clientId = outbox.add("c1", "Hello", 4);
  const entry = JSON.parse(storage.get(`t.outbox.${clientId}`));
  assert.deepEqual([entry.body, entry.after, entry.conversation_id, entry.failure], ["Hello", 4, "c1", null]);
  await time.advance(10);
  assert.deepEqual([stored, storage.keys(), outbox.entries], [["Hello"], [], []]);
});

test("a discarded message is removed from storage and never sent", async () => {
  const { outbox, time, attempts, storage } = writing();
  const clientId = outbox.add("c1", "Oops", 0);
  outbox.discard(clientId);
  outbox.start();
  await time.advance(100);
  assert.deepEqual([attempts, outboxKeys(storage)], [[], []]);
});

test("a reload finds the whole outbox in the order written, failures included", async () => {
  const before = writing({
    answer(entry) {
      if (entry.body === "bad") throw new ApiError(400, { code: "message_unprintable" });
      throw new ApiError(0);
    },
  });
  before.outbox.start();
  for (const body of ["bad", "1", "2", "3"]) before.outbox.add("c1", body, 5);
  await before.time.advance(100);
  before.outbox.stop();

  const after = writing({ storage: before.storage, time: before.time, seed: 2 });
  after.outbox.load();
  assert.deepEqual(sent(after.outbox.entries), ["bad", "1", "2", "3"]);
  after.outbox.start();
  await after.time.advance(100);
  assert.deepEqual(after.stored, ["1", "2", "3"]);
  assert.deepEqual(sent(after.outbox.entries), ["bad"]);
  assert.deepEqual(after.attempts.map(({ client_id }) => client_id).slice(0, 1), [
    before.attempts[1].client_id,
  ]);
});

test("order survives a clock that stands still or goes back", async () => {
  const { outbox, storage } = writing();
  for (let at = 0; at < 50; at++) outbox.add("c1", String(at), 0);
  const reloaded = writing({ storage });
  reloaded.outbox.load();
  assert.deepEqual(
    sent(reloaded.outbox.entries),
    Array.from({ length: 50 }, (_, at) => String(at)),
  );
});

test("damaged entries and foreign keys do not stop the others", () => {
  const storage = simulatedStorage(
    new Map([
      ["t.outbox.broken", "{"],
      ["t.outbox.", "null"],
      ["other", "1"],
    ]),
  );
  writing({ storage }).outbox.add("c1", "whole", 0);
  const { outbox } = writing({ storage });
  outbox.load();
  assert.deepEqual(sent(outbox.entries), ["whole"]);
});

test("two tabs that write at once lose nothing of each other's", () => {
  const storage = simulatedStorage();
  const time = simulatedTime();
  const one = writing({ storage, time, seed: 1 });
  const two = writing({ storage, time, seed: 2 });
  for (let at = 0; at < 10; at++) {
    one.outbox.add("c1", `one ${at}`, 0);
    two.outbox.add("c1", `two ${at}`, 0);
  }
  const reloaded = writing({ storage, time, seed: 3 });
  reloaded.outbox.load();
  assert.equal(reloaded.outbox.entries.length, 20);
});

/** Two tabs that have the same message in memory. */
function twoTabs({ answer } = {}) {
  const storage = simulatedStorage();
  const time = simulatedTime();
  const one = writing({ storage, time, seed: 1, answer });
  const clientId = one.outbox.add("c1", "Hello", 3);
  const two = writing({ storage, time, seed: 2, answer });
  two.outbox.load();
  return { storage, time, one, two, clientId };
}

const outboxKeys = (storage) => storage.keys().filter((key) => key.startsWith("t.outbox."));

test("a message that a host page clears from storage is stored again and sent", async () => {
  const { outbox, time, attempts, stored, storage } = writing({
    answer: (_, attempt) => {
      if (attempt < 3) throw new ApiError(0);
      return { id: 1 };
    },
  });
  outbox.start();
  for (const body of ["one", "two"]) outbox.add("c1", body, 0);
  storage.kept.clear();
  outbox.restore();
  assert.equal(outboxKeys(storage).length, 2);
  storage.kept.clear();
  await time.advance(20_000);
  assert.deepEqual([stored, sent(attempts)[0], outbox.entries], [["one", "two"], "one", []]);
});

test("a message that another tab has sent is at most sent again, with the same client_id", async () => {
  const { storage, time, one, two, clientId } = twoTabs();
  one.outbox.remove(clientId);
  two.outbox.start();
  await time.advance(100);
  assert.deepEqual(
    two.attempts.map(({ client_id, after }) => [client_id, after]),
    [[clientId, 3]],
  );
  assert.deepEqual([two.outbox.entries, storage.keys()], [[], []]);
});

test("a message that another tab has discarded is never sent, also when the storage is cleared after that", async () => {
  for (const clears of [false, true]) {
    const { storage, time, one, two, clientId } = twoTabs();
    one.outbox.discard(clientId);
    if (clears) {
      storage.kept.clear();
      one.outbox.restore();
    }
    two.outbox.start();
    await time.advance(60_000);
    assert.deepEqual([two.attempts, two.outbox.entries, outboxKeys(storage)], [[], [], []]);
  }
});

test("the mark of a discard contains nothing of the message, and is removed after a day", async () => {
  const { storage, time, one, clientId } = twoTabs();
  one.outbox.discard(clientId);
  assert.deepEqual([...storage.kept], [[`porchlight.discarded.${clientId}`, String(time.now())]]);
  await time.advance(24 * 3600_000 - 1);
  writing({ storage, time }).outbox.load();
  assert.equal(storage.keys().length, 1);
  await time.advance(1);
  writing({ storage, time }).outbox.load();
  assert.equal(storage.keys().length, 0);
});

test("after the count of attempts was cleared, a message does not count as never tried", async () => {
  const { storage, time, two } = twoTabs();
  storage.kept.clear();
  two.outbox.restore();
  assert.equal(two.outbox.entries[0].tries, 1);

  const env = { ...time, random: seededRandom(7), storage: simulatedStorage() };
  const outbox = createOutbox({
    env,
    prefix: "o.",
    async deliver() {
      env.storage.kept.clear();
      return { type: "rebase", rebase: async () => ({ type: "retry_later" }) };
    },
    stored() {},
    changed() {},
  });
  outbox.add("c1", "Hello", 3);
  outbox.start();
  await time.settle();
  assert.equal(
    outbox.entries[0].tries,
    1,
    "its own attempt stored nothing, and one stands for the other tabs'",
  );
});

test("a message keeps its conversation when a tab that does not know it stores the message again", async () => {
  const storage = simulatedStorage();
  const time = simulatedTime();
  const conversations = [];
  const answer = ({ conversation_id, client_id }) => {
    conversations.push(conversation_id);
    return { id: 1, client_id };
  };
  const one = writing({ storage, time, seed: 1, answer });
  one.outbox.add(undefined, "Hello", 0);
  const two = writing({ storage, time, seed: 2, answer });
  two.outbox.load();
  one.outbox.assign("c1");
  storage.kept.clear();
  two.outbox.restore();
  one.outbox.start();
  await time.advance(100);
  assert.deepEqual([conversations, one.outbox.entries, storage.keys()], [["c1"], [], []]);
});

test("a message written before there is a conversation waits for one", async () => {
  const { outbox, time, attempts, storage } = writing();
  outbox.start();
  const clientId = outbox.add(undefined, "Hello", 0);
  await time.advance(1_000);
  assert.deepEqual(attempts, []);
  outbox.assign("c9");
  outbox.flush();
  assert.equal(JSON.parse(storage.get(`t.outbox.${clientId}`)).conversation_id, "c9");
  await time.advance(10);
  assert.deepEqual(sent(attempts), ["Hello"]);
});
