import { parsed } from "./json.js";

/**
 * One WebSocket with a heartbeat that tells the server what the page has, and hears what it misses: a socket that is
 * silent after it is dead, whatever the browser believes, and so is one that the server has forgotten.
 * @param {{
 *   env: object, url: string, protocols: string[], beatMs: number, deadlineMs: number,
 *   cursors: () => Record<string, number>,
 *   onOpen: () => void, onFrame: (frame: object) => void, onDown: () => void,
 * }} parts `onDown` is called once, also when it never opened, and not after close()
 */
export function openLink({ env, url, protocols, beatMs, deadlineMs, cursors, onOpen, onFrame, onDown }) {
  const ws = new env.WebSocket(url, protocols);
  let timer = null;
  let deadline = env.setTimeout(down, deadlineMs);

  ws.onopen = () => {
    alive();
    // The first beat at a random moment: sockets opened together do not beat together.
    timer = env.setTimeout(beat, env.random() * beatMs);
    onOpen();
  };
  ws.onmessage = ({ data }) => {
    alive();
    // What is not ours is borne: the gateway sends frames of its own when a handler fails.
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
    /** Is it still there? Ask now. */
    probe: beat,
    close,
  };
}
