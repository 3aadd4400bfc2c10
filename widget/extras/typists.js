/**
 * @import {Clock, Timer} from "../../client/delivery/types"
 * @import {MessageId} from "../../client/wire"
 * @import {Visitor} from "./extras.js"
 */
import { SHOWN_MS } from "../../client/delivery/typing.js";

/**
 * Who of the team types: for some seconds after each event, until their message is here, they stop, or the socket is lost.
 * @param {{
 *   visitor: Pick<Visitor, "id" | "state" | "subscribe" | "onFrame">, env: Pick<Clock, "setTimeout" | "clearTimeout">,
 *   changed: () => void,
 * }} parts
 * @returns {ReadonlyMap<string, {silent: boolean}>} by name, the longest typing one first; `silent`: it was announced before
 */
export function createTypists({ visitor, env, changed }) {
  /** @type {Map<string, {id: MessageId, silent: boolean, timer: Timer}>} `id`: the last number at that time */
  const typists = new Map();
  /** @type {MessageId | undefined} screen readers announce it once after each message */
  let announced;
  let conversation = visitor.id;

  /** @param {string} name */
  function remove(name) {
    env.clearTimeout(typists.get(name)?.timer);
    if (typists.delete(name)) changed();
  }

  function update() {
    if (visitor.id !== conversation) for (const name of typists.keys()) remove(name);
    conversation = visitor.id;
    for (const [name, { id }] of typists) {
      const { connection, messages } = visitor.state;
      const written = messages.some(
        (each) => !each.mine && each.sender_name === name && Number(each.id) > id,
      );
      if (written || connection !== "live") remove(name);
    }
  }

  visitor.onFrame = (frame) => {
    if (frame.type !== "Typing" || frame.conversation_id !== visitor.id) return;
    const { id, name, stopped } = frame;
    if (stopped) return remove(name);
    const known = typists.get(name);
    env.clearTimeout(known?.timer);
    const timer = env.setTimeout(() => remove(name), SHOWN_MS);
    typists.set(name, { id, silent: known ? known.silent : announced === id, timer });
    announced = id;
    update();
    changed();
  };
  visitor.subscribe(update);

  return typists;
}
