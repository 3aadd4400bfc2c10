import { outcomeOf } from "../../../client/delivery/api.js";
import { createOutbox } from "../../../client/delivery/outbox.js";
import { simulatedStorage } from "./browser.js";
import { seededRandom, simulatedTime } from "./time.js";

/** `answer(entry, attempt)` returns a message or throws. Attempts take 10 ms. */
export function writing({
  answer = (entry) => ({ id: 1, client_id: entry.client_id }),
  storage,
  time = simulatedTime(),
  seed = 1,
} = {}) {
  const kept = storage ?? simulatedStorage();
  const attempts = [];
  const stored = [];
  const outbox = createOutbox({
    env: { ...time, random: seededRandom(seed), storage: kept },
    prefix: "t.outbox.",
    async deliver(entry) {
      attempts.push({ body: entry.body, client_id: entry.client_id, after: entry.after, at: time.now() });
      const count = attempts.length;
      return outcomeOf(async () => {
        await new Promise((resolve) => time.setTimeout(resolve, 10));
        return answer(entry, count);
      });
    },
    stored: (_, entry) => stored.push(entry.body),
    changed() {},
  });
  return { outbox, time, attempts, stored, storage: kept };
}

export const sent = (attempts) => attempts.map(({ body }) => body);
