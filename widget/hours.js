/** @import {OpeningHours, PageFile} from "../client/wire" */
import { openingAt } from "../client/ui/opening_hours.js";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** @typedef {typeof browser} Env */
const browser = {
  /** @param {URL} url */
  fetch: (url) => fetch(url, { credentials: "omit" }),
  now: () => Date.now(),
  /** @param {() => void} act @param {number} ms */
  setTimeout: (act, ms) => setTimeout(act, ms),
  /** @param {number} timer */
  clearTimeout: (timer) => clearTimeout(timer),
  /** @param {() => void} act when the page may have slept @param {AbortSignal} signal */
  onWake: (act, signal) => document.addEventListener("visibilitychange", act, { signal }),
};

/**
 * Hides the launcher outside the opening hours, for a page whose script tag asks for that. The hours are in a file beside
 * this one, so that a page on which nobody chats makes no call.
 *
 * Rejects if the file is missing or not as expected, as for a site that does not hide the chat: the loader then shows the
 * launcher.
 * @param {string} token the site's widget token
 * @param {(away: boolean) => void} onAway
 * @param {AbortSignal} signal ends it
 * @param {Env} [env]
 */
export async function follow(token, onAway, signal, env = browser) {
  const answer = await env.fetch(new URL(`sites/${encodeURIComponent(token)}.json`, import.meta.url));
  if (!answer.ok) throw new Error(String(answer.status));
  /** @type {PageFile} */
  const { hours } = await answer.json();
  if (hours.outside !== "hide") throw new Error(hours.outside);
  if (!signal.aborted) switchAtChanges(hours, onAway, signal, env);
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
