/** @import {ApiError, Clock} from "./types" */
import { createRetry } from "./retry.js";
import { singleFlight } from "./single_flight.js";

/**
 * Polls at intervals, with one poll in flight, and at once when called for. A failed poll is repeated with jitter. A busy
 * server is polled less and less often, and a little more often with each answer.
 * @param {{
 *   env: Clock, poll: () => Promise<void>, interval: (failed: boolean) => number,
 * }} parts `interval`: milliseconds until the next poll
 */
export function createPoller({ env, poll, interval }) {
  let running = false;

  const flight = singleFlight(async () => {
    if (!running || retry.mustWait()) return;
    retry.stop();
    /** @type {ApiError | void} */
    const failure = await poll().catch((error) => error);
    if (!running) return;
    if (failure) retry.later(failure, interval(true));
    else retry.ease(interval(false));
  });

  // A low ceiling: one poll in five seconds is already less than polling that works.
  const retry = createRetry(env, flight, { capMs: 5_000 });

  return {
    start() {
      if (running) return;
      running = true;
      flight();
    },
    /** Polls at once, unless the server asked to wait. */
    now: flight,
    /** @param {number} ms polls at a random moment within this time */
    within(ms) {
      if (running && !retry.mustWait()) retry.within(env.random() * ms);
    },
    stop() {
      running = false;
      retry.stop();
    },
  };
}
