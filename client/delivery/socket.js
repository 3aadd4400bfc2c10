/**
 * @import {Frame, MessageId, PageFrame, Refusal, Ticket} from "../wire"
 * @import {ApiError, Env, Timer} from "./types"
 */
import { parsed } from "./api.js";
import { createRetry } from "./retry.js";

const BEAT_MS = 50_000; // the gateway closes a socket that is idle for 10 minutes; a dead path shows within a minute
const DEADLINE_MS = 10_000;
const STEADY_MS = 10_000; // a socket that was open for so long has worked: the next failure counts as the first
const RENEW_MS = 110 * 60_000; // the gateway closes every socket after 2 hours
const RENEW_SPREAD_MS = 5 * 60_000;
const REFUSED_MS = 60_000;
const BASE_MS = 2000; // until then, polls bring the messages
const CAP_MS = 2 * 60_000; // where WebSockets do not work, the server's time is better spent on polls than on attempts

/**
 * Keeps one socket open, with a ticket for every attempt, reconnects with full jitter, and a replacement before the
 * gateway closes it. An attempt that is due waits for `connect`, the sign that the server answers. So a thousand pages
 * whose sockets are cut at once request as many tickets as the server can give, and none waits longer than its next poll.
 * @param {{
 *   env: Env, ticket: () => Promise<Ticket>, socketUrl: () => string,
 *   cursors: () => Record<string, MessageId>, reachable: () => boolean,
 *   onEvent: (frame: Frame) => void, onOpen: () => void, onDown: (wasLive: boolean) => void,
 * }} parts `cursors`: of the open conversations, by their id; `reachable`: whether the last request was answered, and
 *   the server was not busy; `onDown`: the live socket was lost, or an attempt failed
 */
export function createSocket({ env, ticket, socketUrl, cursors, reachable, onEvent, onOpen, onDown }) {
  const retry = createRetry(env, attemptIfAnswered, { baseMs: BASE_MS, capMs: CAP_MS });
  let wanted = false;
  let due = false;
  let steady = false;
  /** @type {{} | null} the attempt whose ticket is on its way */
  let requested = null;
  /** @type {ReturnType<typeof openLink> | null} */
  let live = null;
  /** @type {ReturnType<typeof openLink> | null} */
  let opening = null;
  /** @type {Timer[]} */
  let timers = [];

  /** @param {number} ms @param {() => void} job */
  function after(ms, job) {
    timers.push(env.setTimeout(job, ms));
  }

  function clearTimers() {
    retry.stop();
    timers.forEach(env.clearTimeout);
    timers = [];
  }

  function attemptIfAnswered() {
    if (reachable()) attempt();
    else due = true;
  }

  async function attempt() {
    if (!wanted || requested || opening) return;
    due = false;
    clearTimers();
    // A ticket that arrives after a stop is not used, even after another start: it may be another session's.
    const current = {};
    requested = current;
    /** @type {ApiError | void} */
    const failure = await ticket()
      .then(({ ticket }) => {
        if (requested === current) open(ticket);
      })
      .catch((error) => error);
    if (requested !== current) return;
    requested = null;
    if (failure) failed(false, failure);
  }

  /** @param {string} ticket */
  function open(ticket) {
    const link = openLink({
      env,
      url: socketUrl(),
      protocols: ["porchlight.v1", `ticket.${ticket}`],
      beatMs: BEAT_MS,
      deadlineMs: DEADLINE_MS,
      cursors,
      onFrame: onEvent,
      onOpen() {
        // Only now the old one is closed, so that there is no moment without a socket.
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

  /** @param {boolean} wasLive @param {ApiError} [error] */
  function failed(wasLive, error) {
    clearTimers();
    if (wasLive && steady) due = true;
    else if (!opening && !requested) retry.later(error, error?.transient === false ? REFUSED_MS : 0);
    onDown(wasLive);
  }

  return {
    get live() {
      return live !== null;
    },
    /** Sends a frame, or nothing while no socket is live. @param {PageFrame} frame */
    send(frame) {
      live?.send(frame);
    },
    /** The server answers: opens a socket the first time, and whenever an attempt is due. */
    connect() {
      if (wanted && !due) return;
      wanted = true;
      attempt();
    },
    /** The page is shown again, or the network is back: tries now, or tests whether the socket is still open. */
    wake() {
      if (live) live.probe();
      else retry.wake();
    },
    stop() {
      wanted = due = false;
      requested = null;
      clearTimers();
      live?.close();
      opening?.close();
      live = opening = null;
    },
  };
}

/**
 * One WebSocket with a heartbeat, which sends the page's cursors; the answer names what the page lacks. A socket that
 * stays silent after a heartbeat is dead, whatever the browser believes, and so is one that the server does not know.
 * @param {{
 *   env: Env, url: string, protocols: string[], beatMs: number, deadlineMs: number,
 *   cursors: () => Record<string, MessageId>,
 *   onOpen: () => void, onFrame: (frame: Frame) => void, onDown: () => void,
 * }} parts `onDown` is called once, also if it never opened, and not after close()
 */
function openLink({ env, url, protocols, beatMs, deadlineMs, cursors, onOpen, onFrame, onDown }) {
  const ws = new env.WebSocket(url, protocols);
  /** @type {Timer | null} */
  let timer = null;
  /** @type {Timer | null} */
  let deadline = env.setTimeout(down, deadlineMs);

  ws.onopen = () => {
    alive();
    // At a random moment: sockets that opened together do not beat together.
    timer = env.setTimeout(beat, env.random() * beatMs);
    onOpen();
  };
  ws.onmessage = ({ data }) => {
    alive();
    // API Gateway sends frames of its own when a handler fails; they have no type.
    /** @type {(Frame & Partial<Refusal>) | null} */
    const frame = parsed(data);
    if (frame?.error?.code === "connection_unknown") down();
    else if (frame) onFrame(frame);
  };
  ws.onclose = down;
  ws.onerror = down;

  function alive() {
    env.clearTimeout(deadline);
    deadline = null;
  }

  function beat() {
    env.clearTimeout(timer);
    timer = env.setTimeout(beat, beatMs);
    if (deadline !== null) return;
    deadline = env.setTimeout(down, deadlineMs);
    send({ type: "resume", cursors: cursors() });
  }

  /** @param {PageFrame} frame */
  function send(frame) {
    ws.send(JSON.stringify(frame));
  }

  function close() {
    env.clearTimeout(timer);
    env.clearTimeout(deadline);
    ws.onopen = ws.onmessage = ws.onclose = ws.onerror = null;
    ws.close();
  }

  function down() {
    close();
    onDown();
  }

  return {
    send,
    /** Sends a heartbeat now, to see whether the socket is still open. */
    probe: beat,
    close,
  };
}
