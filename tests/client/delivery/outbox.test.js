import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { createOutbox } from "../../../client/delivery/outbox.js";
import { simulatedStorage } from "./simulated_browser.js";
import { seededRandom, simulatedTime } from "./simulated_time.js";

/** `answer(entry, attempt)` returns a message or throws. Attempts take 10 ms. */
function writing({
  answer = (entry) => ({ id: 1, client_id: entry.client_id }),
  storage,
  time = simulatedTime(),
  seed = 1,
} = {}) {
  const kept = storage ?? simulatedStorage();
  const attempts = [];
  const stored = [];
  const gone = [];
  const outbox = createOutbox({
    env: { ...time, random: seededRandom(seed), storage: kept },
    prefix: "t.outbox.",
    async deliver(entry) {
      attempts.push({ body: entry.body, client_id: entry.client_id, after: entry.after, at: time.now() });
      const count = attempts.length;
      await new Promise((resolve) => time.setTimeout(resolve, 10));
      return answer(entry, count);
    },
    stored: (_, entry) => stored.push(entry.body),
    gone: (entry) => gone.push(entry.body),
    changed() {},
  });
  return { outbox, time, attempts, stored, gone, storage: kept };
}

const busy = (retryAfter = null) => new ApiError(503, { code: "busy" }, retryAfter);
const sent = (attempts) => attempts.map(({ body }) => body);

test("a message is in storage before its first attempt and leaves it when it is acknowledged", async () => {
  const { outbox, time, stored, storage } = writing();
  outbox.start();
  const clientId = outbox.add("c1", "Hello", 4);
  const entry = JSON.parse(storage.get(`t.outbox.${clientId}`));
  assert.deepEqual([entry.body, entry.after, entry.conversation_id, entry.failure], ["Hello", 4, "c1", null]);
  await time.advance(10);
  assert.deepEqual([stored, storage.keys(), outbox.entries], [["Hello"], [], []]);
});

test("client ids are unlike each other and as the wire wants them", () => {
  const { outbox } = writing();
  const made = Array.from({ length: 500 }, () => outbox.add("c1", "x", 0));
  assert.equal(new Set(made).size, 500);
  for (const clientId of made) assert.match(clientId, /^[A-Za-z0-9_-]{8,64}$/);
});

test("messages of one conversation go one at a time, in the order written", async () => {
  const { outbox, time, attempts } = writing();
  outbox.start();
  for (const body of ["1", "2", "3"]) outbox.add("c1", body, 0);
  assert.deepEqual(sent(attempts), ["1"]);
  await time.advance(15);
  assert.deepEqual(sent(attempts), ["1", "2"]);
  await time.advance(30);
  assert.deepEqual(sent(attempts), ["1", "2", "3"]);
});

test("a conversation that cannot be reached does not hold up another", async () => {
  const { outbox, time, stored } = writing({
    answer(entry) {
      if (entry.conversation_id === "c1") throw busy();
      return { id: 1 };
    },
  });
  outbox.start();
  outbox.add("c1", "stuck", 0);
  outbox.add("c2", "free", 0);
  await time.advance(20);
  assert.deepEqual(stored, ["free"]);
});

test("every retry has the same client_id and the same after", async () => {
  const { outbox, time, attempts, stored } = writing({
    answer(_, attempt) {
      if (attempt < 6) throw attempt % 2 ? busy() : new ApiError(0);
      return { id: 9 };
    },
  });
  outbox.start();
  const clientId = outbox.add("c1", "Hello", 7);
  await time.advance(60_000);
  assert.equal(attempts.length, 6);
  for (const attempt of attempts) assert.deepEqual([attempt.client_id, attempt.after], [clientId, 7]);
  assert.deepEqual(stored, ["Hello"]);
});

test("Retry-After is obeyed, and neither a new message nor waking breaks it", async () => {
  const { outbox, time, attempts } = writing({
    answer(_, attempt) {
      if (attempt === 1) throw busy(30);
      return { id: attempt };
    },
  });
  outbox.start();
  outbox.add("c1", "first", 0);
  await time.advance(10_000);
  outbox.add("c1", "second", 0);
  outbox.flush();
  await time.advance(19_000);
  assert.deepEqual(sent(attempts), ["first"]);
  await time.advance(2_000);
  assert.deepEqual(sent(attempts), ["first", "first", "second"]);
});

test("waking retries at once what waits for its turn", async () => {
  const { outbox, time, attempts } = writing({
    answer(_, attempt) {
      if (attempt < 5) throw new ApiError(0);
      return { id: 1 };
    },
    seed: 3,
  });
  outbox.start();
  outbox.add("c1", "Hello", 0);
  for (let at = 0; at < 4; at++) {
    await time.advance(11);
    outbox.flush();
  }
  await time.advance(11);
  assert.equal(attempts.length, 5);
  assert.deepEqual(outbox.entries, []);
});

test("a refused message is failed with its reason and does not block the next", async () => {
  const { outbox, time, stored } = writing({
    answer(entry) {
      if (entry.body === " ") throw new ApiError(400, { code: "message_empty" });
      return { id: 1 };
    },
  });
  outbox.start();
  outbox.add("c1", " ", 0);
  outbox.add("c1", "next", 0);
  await time.advance(100);
  assert.deepEqual(stored, ["next"]);
  assert.deepEqual(outbox.entries[0].failure, { code: "message_empty", retryable: false });
});

test("what was refused for the state of things can be tried again by hand", async () => {
  const { outbox, time, stored } = writing({
    answer(_, attempt) {
      if (attempt === 1) throw new ApiError(403, { code: "site_disabled" });
      return { id: 1 };
    },
  });
  outbox.start();
  const clientId = outbox.add("c1", "Hello", 2);
  await time.advance(60_000);
  assert.deepEqual(outbox.entries[0].failure, { code: "site_disabled", retryable: true });
  outbox.retry(clientId);
  assert.equal(outbox.entries[0].failure, null);
  await time.advance(10);
  assert.deepEqual(stored, ["Hello"]);
});

test("a discarded message is gone from storage and never sent", async () => {
  const { outbox, time, attempts, storage } = writing();
  const clientId = outbox.add("c1", "Oops", 0);
  outbox.drop(clientId);
  outbox.start();
  await time.advance(100);
  assert.deepEqual([attempts, storage.keys()], [[], []]);
});

test("an expired session is no reason to fail a message", async () => {
  const { outbox, time } = writing({
    answer() {
      throw new ApiError(401, { code: "token_expired" });
    },
  });
  outbox.start();
  outbox.add("c1", "Hello", 0);
  await time.advance(5_000);
  assert.equal(outbox.entries[0].failure, null);
});

test("an acknowledgement without a message is no acknowledgement", async () => {
  const { outbox, time, attempts, stored } = writing({
    answer: (_, attempt) => (attempt === 1 ? undefined : { id: 1 }),
  });
  outbox.start();
  outbox.add("c1", "Hello", 0);
  await time.advance(5_000);
  assert.deepEqual([attempts.length, stored], [2, ["Hello"]]);
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

test("stopped, it sends no more; started again, it goes on", async () => {
  const { outbox, time, attempts } = writing({
    answer(_, attempt) {
      if (attempt === 1) throw new ApiError(0);
      return { id: 1 };
    },
  });
  outbox.start();
  outbox.add("c1", "Hello", 0);
  await time.advance(10);
  outbox.stop();
  await time.advance(60_000);
  assert.equal(attempts.length, 1);
  outbox.start();
  await time.advance(20);
  assert.equal(attempts.length, 2);
});
