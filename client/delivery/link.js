import { parsed } from "./json.js";

const PING = JSON.stringify({ type: "ping" });

/**
 * One WebSocket with a heartbeat: a socket that is silent after a ping is dead, whatever the browser believes.
 * @param {{
 *   env: object, url: string, protocols: string[], pingMs: number, deadlineMs: number,
 *   onOpen: () => void, onFrame: (frame: object) => void, onDown: () => void,
 * }} parts `onDown` is called once, also when it never opened, and not after close()
 */
export function openLink({ env, url, protocols, pingMs, deadlineMs, onOpen, onFrame, onDown }) {
  const ws = new env.WebSocket(url, protocols);
  let beat = null;
  let deadline = env.setTimeout(down, deadlineMs);

  ws.onopen = () => {
    alive();
    // The first beat at a random moment: sockets opened together do not beat together.
    beat = env.setTimeout(ping, env.random() * pingMs);
    onOpen();
  };
  ws.onmessage = ({ data }) => {
    alive();
    // What is not ours is borne: the gateway sends frames of its own when a handler fails.
    const frame = parsed(data);
    if (frame) onFrame(frame);
  };
  ws.onclose = down;
  ws.onerror = down;

  function alive() {
    env.clearTimeout(deadline);
    deadline = null;
  }

  function ping() {
    env.clearTimeout(beat);
    beat = env.setTimeout(ping, pingMs);
    if (deadline !== null) return;
    deadline = env.setTimeout(down, deadlineMs);
    ws.send(PING);
  }

  function close() {
    env.clearTimeout(beat);
    env.clearTimeout(deadline);
    ws.onopen = ws.onmessage = ws.onclose = ws.onerror = null;
    ws.close();
  }

  function down() {
    close();
    onDown();
  }

  return {
    /** Is it still there? Ask now. */
    probe: ping,
    close,
  };
}
