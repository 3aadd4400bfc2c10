import { createRetry } from "./retry.js";
import { singleFlight } from "./single_flight.js";

/**
 * Asks again and again, one ask in flight, and at once when told. A failure is asked again with jitter. A busy server
 * is asked less and less often, and a little more often with each answer.
 * @param {{env: object, ask: () => Promise<void>, every: (failed: boolean) => number}} parts `every`: milliseconds to
 *   the next ask
 */
export function createPoller({ env, ask, every }) {
  let running = false;

  const flight = singleFlight(async () => {
    if (!running) return;
    if (retry.quiet) return retry.wake();
    retry.stop();
    const failure = await ask().catch((error) => error);
    if (!running) return;
    if (failure) retry.later(failure, every(true));
    else retry.ease(every(false));
  });

  // A low ceiling: one ask in five seconds is already less than polling that works.
  const retry = createRetry(env, flight, { capMs: 5_000 });

  return {
    start() {
      if (running) return;
      running = true;
      flight();
    },
    /** Ask at once, unless the server asked to be left alone. */
    now() {
      flight();
    },
    /** The next ask within so many milliseconds, at a random moment. */
    soon(ms) {
      if (!running) return;
      if (retry.quiet) retry.wake();
      else retry.within(env.random() * ms);
    },
    stop() {
      running = false;
      retry.stop();
    },
  };
}
