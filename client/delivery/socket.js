import { openLink } from "./link.js";
import { createRetry } from "./retry.js";

const BEAT_MS = 50_000; // the gateway closes what is idle for 10 minutes; a dead path shows within a minute
const DEADLINE_MS = 10_000;
const STEADY_MS = 10_000; // live for so long, the next failure is a new one
const RENEW_MS = 110 * 60_000; // the gateway closes everything after 2 hours
const RENEW_SPREAD_MS = 5 * 60_000;
const REFUSED_MS = 60_000;

/**
 * Keeps one socket open: a ticket for every attempt, reconnects with full jitter, replaced before its time is over.
 * @param {{
 *   env: object, ticket: () => Promise<{ticket: string}>, socketUrl: () => string,
 *   cursors: () => Record<string, number>,
 *   onEvent: (event: object) => void, onOpen: () => void, onDown: (wasLive: boolean) => void,
 * }} parts `cursors`: of what is open, by conversation; `onDown`: the live socket is gone, or an attempt failed
 */
export function createSocket({ env, ticket, socketUrl, cursors, onEvent, onOpen, onDown }) {
  const retry = createRetry(env, attempt);
  let wanted = false;
  let asking = null;
  let live = null;
  let opening = null;
  let timers = [];

  function after(ms, job) {
    timers.push(env.setTimeout(job, ms));
  }

  function forgetTimers() {
    retry.stop();
    timers.forEach(env.clearTimeout);
    timers = [];
  }

  async function attempt() {
    if (!wanted || asking || opening) return;
    forgetTimers();
    // A ticket that comes after a stop is nobody's, also when there was a start since: it may be another session's.
    const mine = {};
    asking = mine;
    let failure = null;
    try {
      const answer = await ticket();
      if (asking === mine) open(answer.ticket);
    } catch (error) {
      failure = error;
    }
    if (asking !== mine) return;
    asking = null;
    if (failure) failed(false, failure);
  }

  function open(secret) {
    const link = openLink({
      env,
      url: socketUrl(),
      protocols: ["porchlight.v1", `ticket.${secret}`],
      beatMs: BEAT_MS,
      deadlineMs: DEADLINE_MS,
      cursors,
      onFrame: onEvent,
      onOpen() {
        // The old one is closed only now: between the two there is no moment without a socket.
        live?.close();
        live = link;
        opening = null;
        after(STEADY_MS, retry.reset);
        after(RENEW_MS + env.random() * RENEW_SPREAD_MS, attempt);
        onOpen();
      },
      onDown() {
        const wasLive = live === link;
        if (wasLive) live = null;
        else opening = null;
        failed(wasLive);
      },
    });
    opening = link;
  }

  function failed(wasLive, error) {
    forgetTimers();
    if (!opening && !asking) retry.later(error, error?.transient === false ? REFUSED_MS : 0);
    onDown(wasLive);
  }

  return {
    get live() {
      return live !== null;
    },
    start() {
      if (wanted) return;
      wanted = true;
      attempt();
    },
    /** The page is looked at again, or the network is back: try now, or see whether the socket survived. */
    wake() {
      if (live) live.probe();
      else retry.wake();
    },
    stop() {
      wanted = false;
      asking = null;
      forgetTimers();
      live?.close();
      opening?.close();
      live = opening = null;
    },
  };
}
