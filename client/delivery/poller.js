import { createBackoff } from "./backoff.js";
import { singleFlight } from "./single_flight.js";

/**
 * Asks again and again, one ask in flight, and at once when told. A failure is asked again with jitter.
 * @param {{env: object, ask: () => Promise<void>, every: () => number}} parts `every`: milliseconds to the next ask
 */
export function createPoller({ env, ask, every }) {
  // A low ceiling: one ask in five seconds is already less than polling that works.
  const backoff = createBackoff(env, { capMs: 5_000 });
  let timer = null;
  let running = false;
  let quietUntil = 0;

  const flight = singleFlight(async () => {
    if (env.now() < quietUntil) return within(quietUntil - env.now());
    env.clearTimeout(timer);
    let wait;
    try {
      await ask();
      backoff.reset();
      wait = every();
    } catch (error) {
      wait = Math.max(every(), backoff.next());
      if (error.retryAfter) {
        wait = error.retryAfter * 1000;
        quietUntil = env.now() + wait;
      }
    }
    within(wait);
  });

  function within(ms) {
    env.clearTimeout(timer);
    if (running) timer = env.setTimeout(flight, ms);
  }

  function now() {
    if (running) flight();
  }

  return {
    start() {
      if (running) return;
      running = true;
      now();
    },
    /** Ask at once, unless the server asked to be left alone. */
    now,
    /** The next ask within so many milliseconds, at a random moment. */
    soon(ms) {
      if (env.now() >= quietUntil) within(env.random() * ms);
    },
    stop() {
      running = false;
      env.clearTimeout(timer);
    },
  };
}
