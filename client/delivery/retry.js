import { createBackoff } from "./backoff.js";

/**
 * Does a job again later: after what `Retry-After` asks for, else after a jittered wait.
 * @param {object} env
 * @param {() => void} job
 * @param {{baseMs?: number, capMs?: number}} [limits]
 */
export function createRetry(env, job, limits) {
  const backoff = createBackoff(env, limits);
  let timer = null;
  let quietUntil = 0;

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
      within(asked || Math.max(leastMs, backoff.next()));
    },
    /** Now instead of later, unless the server asked to be left alone. */
    wake() {
      if (env.now() < quietUntil) return;
      stop();
      job();
    },
    stop,
    /** It worked: the next failure is a first one. */
    reset: backoff.reset,
  };
}
