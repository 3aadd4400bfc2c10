import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { simulatedStorage } from "../simulated/browser.js";
import { sent, writing } from "../simulated/outbox.js";
import { simulatedTime } from "../simulated/time.js";

test("a message is in storage before its first attempt and leaves it when it is acknowledged", async () => {
  const { outbox, time, stored, storage } = writing();
  outbox.start();
  const clientId = outbox.add("c1", "Hello", 4);
  const entry = JSON.parse(storage.get(`t.outbox.${clientId}`));
  assert.deepEqual([entry.body, entry.after, entry.conversation_id, entry.failure], ["Hello", 4, "c1", null]);
  await time.advance(10);
  assert.deepEqual([stored, storage.keys(), outbox.entries], [["Hello"], [], []]);
});

test("a discarded message is gone from storage and never sent", async () => {
  const { outbox, time, attempts, storage } = writing();
  const clientId = outbox.add("c1", "Oops", 0);
  outbox.drop(clientId);
  outbox.start();
  await time.advance(100);
  assert.deepEqual([attempts, storage.keys()], [[], []]);
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

test("what another tab got acknowledged or discarded is not sent, and the log is asked", async () => {
  const storage = simulatedStorage();
  const time = simulatedTime();
  const one = writing({ storage, time, seed: 1 });
  const clientId = one.outbox.add("c1", "Hello", 0);
  const two = writing({ storage, time, seed: 2 });
  two.outbox.load();
  one.outbox.drop(clientId);
  two.outbox.start();
  await time.advance(100);
  assert.deepEqual([two.attempts, two.gone, two.outbox.entries], [[], ["Hello"], []]);
});

test("what was written before there was a conversation waits for it", async () => {
  const { outbox, time, attempts, storage } = writing();
  outbox.start();
  const clientId = outbox.add(null, "Hello", 0);
  await time.advance(1_000);
  assert.deepEqual(attempts, []);
  outbox.assign("c9");
  outbox.flush();
  assert.equal(JSON.parse(storage.get(`t.outbox.${clientId}`)).conversation_id, "c9");
  await time.advance(10);
  assert.deepEqual(sent(attempts), ["Hello"]);
});
