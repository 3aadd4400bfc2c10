const CROWD_CAP_MS = 60_000;
const EASE = 0.8;

/**
 * Does a job again later, at a random moment under a ceiling that doubles with each failure, so that pages that failed
 * together do not come back together. A server that says how long to leave it alone (`Retry-After`) is left alone for
 * that time at least. If it is busy, each success is followed by a wait too, which grows with the refusals and shrinks
 * with the answers, until all pages together ask for as much as it can give.
 * @param {{now: Function, setTimeout: Function, clearTimeout: Function, random: () => number}} env
 * @param {() => void} job
 * @param {{baseMs?: number, capMs?: number}} [limits] first and highest ceiling
 */
export function createRetry(env, job, { baseMs = 500, capMs = 20_000 } = {}) {
  let timer = null;
  let quietUntil = 0;
  let ceiling = 0; // ms; 0: nothing has failed lately
  let eases = false; // was it a busy server that failed last?

  function stop() {
    env.clearTimeout(timer);
    timer = null;
  }

  function within(ms) {
    stop();
    timer = env.setTimeout(() => {
      timer = null;
      quietUntil = 0;
      job();
    }, ms);
  }

  return {
    get waiting() {
      return timer !== null;
    },
    /** Has the server asked to be left alone until later? */
    get quiet() {
      return env.now() < quietUntil;
    },
    /** Until when it asked for that (ms); past or 0: it does not. */
    get quietUntil() {
      return quietUntil;
    },
    within,
    /** @param {ApiError} [error] what went wrong @param {number} [leastMs] */
    later(error, leastMs = 0) {
      const asked = (error?.retryAfter ?? 0) * 1000;
      quietUntil = env.now() + asked;
      eases = Boolean(error?.busy);
      const crowd = eases && 2 * asked;
      ceiling = Math.min(crowd ? CROWD_CAP_MS : capMs, Math.max(2 * ceiling, crowd || baseMs));
      // Whoever was refused is soon asked to come again, so that nobody is left out; whoever was served waits longer.
      within(Math.max(asked, leastMs) + env.random() * Math.min(ceiling, crowd || ceiling));
    },
    /** It worked, and is done again after `ms`; after a busy server later than that, and each time a little less so. */
    ease(ms) {
      ceiling = eases && ceiling * EASE > baseMs ? ceiling * EASE : 0;
      // Never twice after exactly the same time: of pages that fell into step the same ones would always be served.
      within(ms * (0.9 + 0.1 * env.random()) + env.random() * ceiling);
    },
    /** Runs the job now instead of later; if the server asked to wait, as soon as it allows, even after a stop. */
    wake() {
      const left = quietUntil - env.now();
      if (left > 0) {
        if (timer === null) within(left);
        return;
      }
      stop();
      job();
    },
    stop,
    /** It worked: the next failure is a first one. */
    reset() {
      ceiling = 0;
    },
  };
}
