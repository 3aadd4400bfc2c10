/**
 * Full jitter: any wait between nothing and a ceiling that doubles, so that clients cut off together do not come
 * back together.
 * @param {{random: () => number}} env
 * @param {{baseMs?: number, capMs?: number}} [limits] first and highest ceiling
 */
export function createBackoff(env, { baseMs = 500, capMs = 20_000 } = {}) {
  let tries = 0;
  return {
    /** @returns {number} milliseconds to wait before the next try */
    next: () => env.random() * Math.min(capMs, baseMs * 2 ** tries++),
    reset() {
      tries = 0;
    },
  };
}
