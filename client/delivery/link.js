/**
 * @import {Frame, MessageId, Refusal} from "../wire"
 * @import {Env, Timer} from "./types"
 */
import { parsed } from "./api.js";

/**
 * One WebSocket with a heartbeat, which sends the page's cursors; the answer names what the page lacks. A socket that
 * stays silent after a heartbeat is dead, whatever the browser believes, and so is one that the server does not know.
 * @param {{
 *   env: Env, url: string, protocols: string[], beatMs: number, deadlineMs: number,
 *   cursors: () => Record<string, MessageId>,
 *   onOpen: () => void, onFrame: (frame: Frame) => void, onDown: () => void,
 * }} parts `onDown` is called once, also if it never opened, and not after close()
 */
export function openLink({ env, url, protocols, beatMs, deadlineMs, cursors, onOpen, onFrame, onDown }) {
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
    ws.send(JSON.stringify({ type: "resume", cursors: cursors() }));
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
    /** Sends a heartbeat now, to see whether the socket is still open. */
    probe: beat,
    close,
  };
}
