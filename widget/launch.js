/** @import {OpeningHours, PageFile} from "../client/wire" */
import { openingAt } from "../client/ui/opening_hours.js";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** @typedef {typeof browser} Env */
const browser = {
  now: () => Date.now(),
  /** @param {() => void} act @param {number} ms */
  setTimeout: (act, ms) => setTimeout(act, ms),
  /** @param {number} timer */
  clearTimeout: (timer) => clearTimeout(timer),
  /** @param {() => void} act when the page may have slept */
  onWake: (act) => document.addEventListener("visibilitychange", act),
};

/**
 * What only some sites need before the launcher appears. The loader shows the launcher if this throws.
 * @param {Partial<PageFile>} file
 * @param {{setAway: (away: boolean) => void}} launcher
 * @param {Env} [env]
 */
export function start({ hours }, { setAway }, env = browser) {
  if (hours?.outside === "hide") switchAtChanges(hours, setAway, env);
}

/**
 * Hides the launcher outside the opening hours. One timer waits for the next change; no request is made.
 * @param {OpeningHours} hours @param {(away: boolean) => void} onAway @param {Env} env
 */
function switchAtChanges(hours, onAway, env) {
  let timer = 0;

  function update() {
    const now = env.now();
    const { open, until } = openingAt(hours, now);
    onAway(!open);
    env.clearTimeout(timer);
    // A timer that is too long would fire at once. A device that slept has passed the time, and computes again.
    if (until !== null) timer = env.setTimeout(update, Math.min(until - now, LONGEST_TIMER_MS));
  }

  update();
  env.onWake(update);
}
