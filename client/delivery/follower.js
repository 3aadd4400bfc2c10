import { createPoller } from "./poller.js";
import { createSocket } from "./socket.js";

const IDLE_MS = 3 * 60_000; // so long without a message, a send or a look, polls begin to slow down
const IDLE_POLL_MS = 15_000; // the slowest poll of a page that is looked at
const HIDDEN_POLL_MS = 30_000; // and of one that is not
const HIDDEN_TIMES = 5; // so much later than others a hidden page asks when its socket is lost

/**
 * Push while there is a socket, polls while there is none, a slow check in any case; all of it only leads to `ask`.
 * @param {{
 *   env: object, ask: () => Promise<boolean>, ticket: () => Promise<object>, socketUrl: () => string,
 *   intervals: () => {poll_ms: number, check_ms: number}, hear: () => boolean, hurry: () => boolean,
 *   cursors: () => Record<string, number>, onEvent: (event: object) => void, onBack: () => void, changed: () => void,
 * }} parts the socket's, and `ask`: resolves to whether something new came; `hear`: is there something to hear;
 *   `hurry`: is something known to be missing; `onBack`: the server is reached again
 */
export function createFollower(parts) {
  const { env, ask, intervals, hear, hurry, onBack, changed } = parts;
  let running = false;
  let reached = null; // what the last request says: "polling" (it was answered), "busy" or "offline"
  let tried = false;
  let stirredAt = env.now();
  let slowMs = 0; // the poll's interval while it is slowed down, else 0

  const socket = createSocket({
    ...parts,
    answers: () => reached === "polling",
    onOpen() {
      tried = true;
      // Connect, then catch up: what was stored before the connection was, nobody pushed.
      poller.now();
      onBack();
      changed();
    },
    onDown(wasLive) {
      tried = true;
      if (wasLive) poller.soon(intervals().poll_ms * (hidden() ? HIDDEN_TIMES : 0.5));
      changed();
    },
  });

  const hidden = () => env.visible?.() === false;

  const poller = createPoller({
    env,
    async ask() {
      try {
        if (await ask()) stir();
        note();
      } catch (error) {
        note(error);
        throw error;
      }
      // Stopped while the answer was on its way, it must not open what was just closed.
      if (running && hear()) socket.go();
    },
    every(failed) {
      const { poll_ms, check_ms } = intervals();
      // While live, what failed may be the catching up after the opening.
      if (hurry() || (failed && socket.live)) return poll_ms;
      return socket.live ? check_ms : pollMs(poll_ms);
    },
  });

  /** Fast while something happens on a page that is looked at; else half as often with every poll. */
  function pollMs(fast) {
    const idle = hidden() || env.now() - stirredAt >= IDLE_MS;
    slowMs = idle ? Math.min(2 * (slowMs || fast), hidden() ? HIDDEN_POLL_MS : IDLE_POLL_MS) : 0;
    return slowMs || fast;
  }

  /** Something happens: what was slowed down is fast again at once. */
  function stir() {
    stirredAt = env.now();
    if (slowMs && !socket.live) poller.soon(intervals().poll_ms);
    slowMs = 0;
  }

  /** @param {ApiError} [error] an answer that is not our server's means that it is not reached */
  function note(error) {
    const before = reached;
    const strange = error && (!error.status || error.code === "unreadable");
    reached = error?.busy ? "busy" : strange ? "offline" : "polling";
    if (before === reached) return;
    if (before && reached === "polling" && running) {
      onBack();
      // Its retries may have come to be many seconds apart.
      if (before === "offline" && tried && hear() && !socket.live) socket.wake();
    }
    changed();
  }

  return {
    get live() {
      return socket.live;
    },
    get connection() {
      if (!env.online()) return "offline";
      if (socket.live) return "live";
      if (reached !== "polling") return reached ?? "connecting";
      return tried || !hear() ? reached : "connecting";
    },
    start() {
      if (!running) stirredAt = env.now();
      running = true;
      poller.start();
    },
    /** Ask at once. */
    now: poller.now,
    /** The outcome of a request made elsewhere. */
    note,
    stir,
    wake() {
      stir();
      poller.now();
      if (running && hear()) socket.wake();
    },
    stop() {
      running = false;
      tried = false;
      poller.stop();
      socket.stop();
    },
  };
}
