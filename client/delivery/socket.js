import { openLink } from "./link.js";
import { createRetry } from "./retry.js";

const BEAT_MS = 50_000; // the gateway closes what is idle for 10 minutes; a dead path shows within a minute
const DEADLINE_MS = 10_000;
const STEADY_MS = 10_000; // live for so long, the next failure is a new one
const RENEW_MS = 110 * 60_000; // the gateway closes everything after 2 hours
const RENEW_SPREAD_MS = 5 * 60_000;
const REFUSED_MS = 60_000;
const BASE_MS = 2000; // the polls cover the time until then
const CAP_MS = 2 * 60_000; // where WebSockets do not work, the polls need the server's time more than the attempts

/**
 * Keeps one socket open: a ticket for every attempt, reconnects with full jitter, replaced before its time is over.
 * An attempt whose time has come waits for `go`, the sign that the server answers. So a thousand pages whose sockets
 * are cut at once ask for as many tickets as it can give, and none of them waits longer than its next poll.
 * @param {{
 *   env: object, ticket: () => Promise<{ticket: string}>, socketUrl: () => string,
 *   cursors: () => Record<string, number>, answers: () => boolean,
 *   onEvent: (event: object) => void, onOpen: () => void, onDown: (wasLive: boolean) => void,
 * }} parts `cursors`: of what is open, by conversation; `answers`: was the last request answered, by a server that is
 *   not busy?; `onDown`: the live socket is gone, or an attempt failed
 */
export function createSocket({ env, ticket, socketUrl, cursors, answers, onEvent, onOpen, onDown }) {
  const retry = createRetry(env, turn, { baseMs: BASE_MS, capMs: CAP_MS });
  let wanted = false;
  let due = false;
  let steady = false;
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

  function turn() {
    if (answers()) attempt();
    else due = true;
  }

  async function attempt() {
    if (!wanted || asking || opening) return;
    due = false;
    forgetTimers();
    // A ticket that comes after a stop is nobody's, also when there was a start since: it may be another session's.
    const mine = {};
    asking = mine;
    const open = (answer) => asking === mine && connect(answer.ticket);
    const failure = await ticket()
      .then(open)
      .catch((error) => error);
    if (asking !== mine) return;
    asking = null;
    if (failure) failed(false, failure);
  }

  function connect(secret) {
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
        steady = false;
        after(STEADY_MS, () => {
          steady = true;
          retry.reset();
        });
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
    if (wasLive && steady) due = true;
    else if (!opening && !asking) retry.later(error, error?.transient === false ? REFUSED_MS : 0);
    onDown(wasLive);
  }

  return {
    get live() {
      return live !== null;
    },
    /** The server answers: begin, or go on if it is time. */
    go() {
      if (wanted && !due) return;
      wanted = true;
      attempt();
    },
    /** The page is looked at again, or the network is back: try now, or see whether the socket survived. */
    wake() {
      if (live) live.probe();
      else retry.wake();
    },
    stop() {
      wanted = due = false;
      asking = null;
      forgetTimers();
      live?.close();
      opening?.close();
      live = opening = null;
    },
  };
}
