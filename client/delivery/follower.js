/**
 * @import {Frame, Intervals, MessageId, Ticket} from "../wire"
 * @import {ApiError, Connection, Env} from "./types"
 */
import { createPoller } from "./poller.js";
import { createSocket } from "./socket.js";

const IDLE_MS = 3 * 60_000; // without activity for so long, polls begin to slow down
const IDLE_POLL_MS = 15_000; // the slowest poll of a visible page
const HIDDEN_POLL_MS = 30_000; // and of a hidden one
const HIDDEN_FACTOR = 5; // so many intervals, not half of one, may pass before a hidden page polls for its lost socket

/**
 * Pushes while there is a socket, polls while there is none, and a slow check in any case: all of them only call `poll`.
 * @param {{
 *   env: Env, poll: () => Promise<boolean>, ticket: () => Promise<Ticket>, socketUrl: () => string,
 *   intervals: () => Intervals, wantsSocket: () => boolean, behind: () => boolean,
 *   cursors: () => Record<string, MessageId>, onEvent: (frame: Frame) => void, flush: () => void,
 *   greet?: () => void, changed: () => void,
 * }} parts `poll` resolves to whether it brought something new; `behind`: whether something is known to be missing;
 *   `flush` sends what waits, because the server can be reached again; `greet` sends the first frames of a new socket; the
 *   rest is createSocket's
 */
export function createFollower(parts) {
  const { env, poll, intervals, wantsSocket, behind, flush, greet, changed } = parts;
  let running = false;
  /** @type {"polling" | "busy" | "offline" | null} how the last request ended; null before the first */
  let lastResult = null;
  let tried = false; // has a socket been tried?
  let activeAt = env.now();
  let slowMs = 0; // the interval of slowed polls, 0 while they are fast

  const socket = createSocket({
    ...parts,
    reachable: () => lastResult === "polling",
    onOpen() {
      tried = true;
      // Connect, then catch up: messages stored before the connection were not pushed to it.
      poller.now();
      flush();
      greet?.();
      changed();
    },
    onDown(wasLive) {
      tried = true;
      if (wasLive) poller.within(intervals().poll_ms * (hidden() ? HIDDEN_FACTOR : 0.5));
      changed();
    },
  });

  const hidden = () => !env.visible();

  const poller = createPoller({
    env,
    async poll() {
      try {
        if (await poll()) active();
        onResult();
      } catch (error) {
        onResult(/** @type {ApiError} */ (error));
        throw error;
      }
      // It may have been stopped during the poll.
      if (running && wantsSocket()) socket.connect();
    },
    interval(failed) {
      const { poll_ms, check_ms } = intervals();
      // While live, the poll that failed may be the one after the opening.
      if (behind() || (failed && socket.live)) return poll_ms;
      return socket.live ? check_ms : pollMs(poll_ms);
    },
  });

  /**
   * Fast while something happens on a visible page; otherwise half as often with every poll.
   * @param {number} fast
   */
  function pollMs(fast) {
    const idle = hidden() || env.now() - activeAt >= IDLE_MS;
    slowMs = idle ? Math.min(2 * (slowMs || fast), hidden() ? HIDDEN_POLL_MS : IDLE_POLL_MS) : 0;
    return slowMs || fast;
  }

  /** A message, a send or a reader: polls are fast again at once. */
  function active() {
    activeAt = env.now();
    if (slowMs && !socket.live) poller.within(intervals().poll_ms);
    slowMs = 0;
  }

  /** @param {ApiError} [error] an answer that is not our server's means that the server was not reached */
  function onResult(error) {
    const before = lastResult;
    const unreached = error && (!error.status || error.code === "unreadable");
    lastResult = error?.busy ? "busy" : unreached ? "offline" : "polling";
    if (before === lastResult) return;
    if (before && lastResult === "polling" && running) {
      flush();
      // Its attempts may have become many seconds apart.
      if (before === "offline" && tried && wantsSocket() && !socket.live) socket.wake();
    }
    changed();
  }

  return {
    get live() {
      return socket.live;
    },
    /** @returns {Connection} */
    get connection() {
      if (!env.online()) return "offline";
      if (socket.live) return "live";
      if (lastResult !== "polling") return lastResult ?? "connecting";
      return tried || !wantsSocket() ? lastResult : "connecting";
    },
    start() {
      if (!running) activeAt = env.now();
      running = true;
      poller.start();
    },
    poll: poller.now,
    send: socket.send,
    /** Reports how a request ended that was made elsewhere. */
    onResult,
    active,
    wake() {
      active();
      poller.now();
      if (running && wantsSocket()) socket.wake();
    },
    stop() {
      running = false;
      tried = false;
      poller.stop();
      socket.stop();
    },
  };
}
