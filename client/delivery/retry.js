/** @import {ApiError, Clock, Timer} from "./types" */

const BUSY_CAP_MS = 60_000;
const EASE = 0.8;

/**
 * Repeats a job after a failure, at a random moment under a ceiling that doubles with each failure, so that pages that
 * failed together do not come back together. The wait is at least as long as the server asked for (`Retry-After`). If the
 * server is busy, each success is followed by a wait too, which grows with the refusals and shrinks with the answers,
 * until all pages together ask for as much as the server can give.
 * @param {Clock} env
 * @param {() => void} job
 * @param {{baseMs?: number, capMs?: number}} [limits] first and highest ceiling
 */
export function createRetry(env, job, { baseMs = 500, capMs = 20_000 } = {}) {
  /** @type {Timer | null} */
  let timer = null;
  let quietUntil = 0;
  let ceiling = 0; // ms; 0 if nothing has failed lately
  /** Whether the last failure was a busy server's. @type {boolean | undefined} */
  let eases;

  function stop() {
    env.clearTimeout(timer);
    timer = null;
  }

  /** @param {number} ms */
  function within(ms) {
    stop();
    timer = env.setTimeout(() => {
      timer = null;
      quietUntil = 0;
      job();
    }, ms);
  }

  /** Whether the server asked to wait. The job then runs after that time, even if it was stopped meanwhile. */
  function mustWait() {
    const left = quietUntil - env.now();
    if (left > 0 && !timer) within(left);
    return left > 0;
  }

  return {
    mustWait,
    waiting: () => mustWait() || timer !== null,
    /** Until when the server asked to wait (ms); 0 or past: it did not. */
    quietUntil: () => quietUntil,
    /** Runs the job after so many milliseconds. */
    within,
    /**
     * Repeats the job after a failure.
     * @param {Partial<ApiError>} [error]
     * @param {number} [leastMs]
     */
    later(error, leastMs = 0) {
      const requestedMs = (error?.retryAfter ?? 0) * 1000;
      quietUntil = env.now() + requestedMs;
      eases = error?.busy;
      const busyMs = eases ? 2 * requestedMs : 0;
      ceiling = Math.min(busyMs ? BUSY_CAP_MS : capMs, Math.max(2 * ceiling, busyMs || baseMs));
      // A refused page tries again soon, so that none is left out. A page that was served waits longer (`ease`).
      within(Math.max(requestedMs, leastMs) + env.random() * Math.min(ceiling, busyMs || ceiling));
    },
    /**
     * Repeats the job after a success; later than `ms` if the server was busy, and less so each time.
     * @param {number} ms
     */
    ease(ms) {
      ceiling = eases && ceiling * EASE > baseMs ? ceiling * EASE : 0;
      // At random: of pages that ask in step, a busy server would always serve the same ones.
      within(ms * (0.9 + 0.1 * env.random()) + env.random() * ceiling);
    },
    /** Runs the job now instead of later, unless the server asked to wait. */
    wake() {
      if (mustWait()) return;
      stop();
      job();
    },
    stop,
    /** It worked: the next failure counts as the first. */
    reset() {
      ceiling = 0;
    },
  };
}
