/** @import {Env} from "../../client/delivery/types" */
/** @import {Ping, TypingFrame, ViewingFrame} from "../../client/wire" */

const OPEN = 1; // WebSocket.OPEN

/**
 * Lets the dashboard send frames of its own on the socket that the engine keeps open. The engine, which the widget shares,
 * sends nothing but heartbeats.
 * @param {Env} env
 */
export function createLine(env) {
  /** @type {WebSocket[]} the newest last; an old one is open until its replacement is */
  let made = [];
  /** @type {WebSocket | undefined} */
  let greeted;

  const current = () => made.findLast(({ readyState }) => readyState === OPEN);

  /** @param {string} url @param {string[]} protocols */
  function TrackedWebSocket(url, protocols) {
    const socket = new env.WebSocket(url, protocols);
    made = [...made.slice(-1), socket];
    return socket;
  }

  return {
    /** For the engine: the same, with sockets that are known here. @type {Env} */
    env: {
      ...env,
      WebSocket: /** @type {Env["WebSocket"]} */ (/** @type {unknown} */ (TrackedWebSocket)),
    },
    /** Whether there is an open socket for which this was not asked yet. */
    isNew() {
      const socket = current();
      if (!socket || socket === greeted) return false;
      greeted = socket;
      return true;
    },
    /** Sends a frame, or nothing while no socket is open. @param {Ping | TypingFrame | ViewingFrame} frame */
    send(frame) {
      current()?.send(JSON.stringify(frame));
    },
  };
}
