import { simulatedWorld } from "./browser.js";

/**
 * An admin at work, and conversations c-1, c-2 … with a message of a visitor each, the last one newest.
 * @param {{conversations?: number, read?: boolean, reach?: boolean, storage?: object}} [options] `read`: a colleague has
 *   read them all
 */
export async function workingAdmin({ conversations = 3, read = false, reach = true, storage } = {}) {
  const world = simulatedWorld();
  world.server.sockets.reach(reach);
  for (let at = 1; at <= conversations; at++) {
    world.server.log.begin(`c-${at}`);
    world.server.write(`c-${at}`, "visitor", `Question ${at}`);
    if (read) world.server.log.mark(`c-${at}`, "admin", 1);
    await world.time.advance(1_000);
  }
  const session = world.server.adminSession();
  const { engine, env } = world.admin(storage, session);
  engine.start();
  await world.time.advance(2_000);
  return { ...world, engine, env, session };
}

export const inboxIds = (engine) => engine.state.inbox.conversations.map(({ id }) => id);
export const inboxRow = (engine, id) => engine.state.conversations.find((one) => one.id === id);
export const listIds = (engine) => engine.state.list.conversations.map(({ id }) => id);
