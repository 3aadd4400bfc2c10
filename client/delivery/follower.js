import { createPoller } from "./poller.js";
import { createSocket } from "./socket.js";

/**
 * Push while there is a socket, polls while there is none, a slow check in any case; all of it only leads to `ask`.
 * @param {{
 *   env: object, ask: () => Promise<void>, ticket: () => Promise<object>, socketUrl: () => string,
 *   intervals: () => {poll_ms: number, check_ms: number}, hear: () => boolean, hurry: () => boolean,
 *   onEvent: (event: object) => void, onBack: () => void, changed: () => void,
 * }} parts the socket's, and `hear`: is there something to hear; `hurry`: is something known to be missing; `onBack`: the server is
 *   reached again
 */
export function createFollower(parts) {
  const { env, ask, intervals, hear, hurry, onBack, changed } = parts;
  let running = false;
  let reached = null;
  let tried = false;

  const socket = createSocket({
    ...parts,
    onOpen() {
      tried = true;
      // Connect, then catch up: what was stored before the connection was, nobody pushed.
      poller.now();
      onBack();
      changed();
    },
    onDown(wasLive) {
      tried = true;
      if (wasLive) poller.soon(intervals().poll_ms);
      changed();
    },
  });

  const poller = createPoller({
    env,
    async ask() {
      try {
        await ask();
        note(true);
      } catch (error) {
        note(false);
        throw error;
      }
      // Stopped while the answer was on its way, it must not open what was just closed.
      if (running && hear()) socket.start();
    },
    every: () => (socket.live && !hurry() ? intervals().check_ms : intervals().poll_ms),
  });

  function note(outcome) {
    const back = outcome && reached === false;
    const same = outcome === reached;
    reached = outcome;
    if (back && running) {
      onBack();
      // Its retries may have come to be many seconds apart.
      if (tried && hear() && !socket.live) socket.wake();
    }
    if (!same) changed();
  }

  return {
    get live() {
      return socket.live;
    },
    get connection() {
      if (!env.online()) return "offline";
      if (socket.live) return "live";
      if (reached === false) return "offline";
      return reached && (tried || !hear()) ? "polling" : "connecting";
    },
    start() {
      running = true;
      poller.start();
    },
    /** Ask at once. */
    now: poller.now,
    /** The outcome of a request made elsewhere: is the server reached? */
    note,
    wake() {
      poller.now();
      if (running && hear()) socket.wake();
    },
    stop() {
      running = false;
      poller.stop();
      socket.stop();
    },
  };
}
