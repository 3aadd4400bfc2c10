import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { sent, writing } from "../simulated/outbox.js";

const busy = (retryAfter = null) => new ApiError(503, { code: "busy" }, retryAfter);

test("client ids are unique and have the wire's format", () => {
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

test("a conversation that cannot be reached does not delay another", async () => {
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

test("Retry-After is obeyed, also on a new message and on waking", async () => {
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
  await time.advance(62_000);
  assert.deepEqual(sent(attempts), ["first", "first", "second"]);
});

test("waking retries waiting messages at once", async () => {
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

test("a message refused because of a state that may change can be sent again by hand", async () => {
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

test("an answer without a message does not count as stored", async () => {
  const { outbox, time, attempts, stored } = writing({
    answer: (_, attempt) => (attempt === 1 ? undefined : { id: 1 }),
  });
  outbox.start();
  outbox.add("c1", "Hello", 0);
  await time.advance(5_000);
  assert.deepEqual([attempts.length, stored], [2, ["Hello"]]);
});

test("it sends nothing after a stop, and continues after a start", async () => {
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
