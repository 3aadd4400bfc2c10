import assert from "node:assert/strict";
import { test } from "node:test";
import { NOT_LISTENING, nextAnnouncing } from "../../../client/ui/message_rows.js";
import { simulatedStorage, simulatedWorld } from "../simulated/browser.js";

/** Records what a screen reader speaks of a log that is drawn on every change. */
function listener(engine) {
  let announcing = NOT_LISTENING;
  const spoken = new Set();
  const draw = () => {
    const { messages, loaded } = engine.state;
    announcing = nextAnnouncing(announcing, { messages, loaded, shown: true });
    for (const { key, body } of messages) if (!announcing.silent.has(key)) spoken.add(body);
  };
  engine.subscribe(draw);
  draw();
  return spoken;
}

test("a message written before the session is announced, and the history that loads after it is not", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { id } = await world.talkingVisitor(storage);
  world.server.write(id, "admin", "old");
  const { engine } = world.visitor(storage);
  const spoken = listener(engine);
  engine.start();
  engine.send("written at once");
  await world.time.advance(2_000);
  assert.ok(engine.state.loaded && engine.state.messages.length > 1);
  assert.deepEqual([...spoken], ["written at once"]);
});

test("after a server that lost its log the history is not read out as news, and the next message is", async () => {
  const world = simulatedWorld();
  const { engine, env, id } = await world.talkingVisitor();
  for (let at = 0; at < 5; at++) world.server.write(id, "admin", `old ${at}`);
  await world.time.advance(100);
  const spoken = listener(engine);
  world.server.log.clear();
  world.server.log.begin(id);
  for (let at = 0; at < 3; at++) world.server.write(id, "admin", `restored ${at}`);
  world.server.sockets.cutAll();
  env.wakeUp();
  await world.time.advance(2_000);
  assert.equal(engine.state.messages.length, 3);
  world.server.write(id, "admin", "news");
  await world.time.advance(2_000);
  assert.deepEqual([...spoken], ["news"]);
});
