/** @import {OpeningHours, PageFile} from "../client/wire" */
import { openingAt } from "../client/ui/opening_hours.js";
import { followPaths, matches } from "./paths.js";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** @typedef {typeof browser} Env */
const browser = {
  now: () => Date.now(),
  /** @param {() => void} act @param {number} ms */
  setTimeout: (act, ms) => setTimeout(act, ms),
  /** @param {number} timer */
  clearTimeout: (timer) => clearTimeout(timer),
  /** @param {() => void} act when the page may have slept @param {AbortSignal} signal */
  onWake: (act, signal) => document.addEventListener("visibilitychange", act, { signal }),
  path: () => location.pathname,
  /** @param {() => void} act when a script has changed the address @param {AbortSignal} signal */
  onMove: (act, signal) => followPaths(window, act, signal),
};

/**
 * Hides the launcher outside the opening hours, and on the paths on which the site wants none.
 * @param {Pick<PageFile, "hours" | "hidden_paths">} file
 * @param {(away: boolean) => void} setAway
 * @param {AbortSignal} signal ends it
 * @param {Env} [env]
 */
export function followAway({ hours, hidden_paths: paths = [] }, setAway, signal, env = browser) {
  if (signal.aborted) return;
  let closed = false;
  const update = () => setAway(closed || paths.some((pattern) => matches(pattern, env.path())));
  const onHours = (/** @type {boolean} */ away) => {
    closed = away;
    update();
  };
  if (paths.length) env.onMove(update, signal);
  if (hours?.outside === "hide") switchAtChanges(hours, onHours, signal, env);
  else update();
}

/**
 * One timer waits for the next change; no request is made.
 * @param {OpeningHours} hours @param {(away: boolean) => void} onAway @param {AbortSignal} signal @param {Env} env
 */
function switchAtChanges(hours, onAway, signal, env) {
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
  env.onWake(update, signal);
  signal.addEventListener("abort", () => env.clearTimeout(timer));
}
