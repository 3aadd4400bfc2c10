import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld, statuses } from "../../simulated/browser.js";

const MINUTE = 60_000;

for (const code of ["site_disabled", "origin_not_allowed"]) {
  test(`a visitor whose calls are refused with ${code} is refused, and keeps what was not sent`, async () => {
    const world = simulatedWorld();
    const { engine, env, id } = await world.talkingVisitor();
    world.server.close(code);
    engine.send("Anybody there?");
    await world.time.advance(100);
    const { phase, refusal, unread } = engine.state;
    assert.deepEqual([phase, refusal, unread], ["refused", { code }, 0]);
    assert.deepEqual([bodies(engine), statuses(engine)], [["Anybody there?"], ["sending"]]);

    world.server.close(null);
    await world.time.advance(MINUTE);
    env.wakeUp();
    await world.time.advance(1_000);
    assert.deepEqual(
      [engine.state.phase, engine.state.refusal, engine.state.connection],
      ["ready", null, "live"],
    );
    assert.deepEqual(
      [bodies(engine), statuses(engine)],
      [
        ["Hello", "Anybody there?"],
        ["sent", "sent"],
      ],
    );
    assert.equal(world.server.log.get(id).log.length, 2);
  });
}

test("a renewal that is refused refuses the visitor", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/message", { status: 401, code: "token_expired" });
  world.server.fault("/session", { status: 403, code: "widget_token_invalid" });
  engine.send("Still here");
  await world.time.advance(1_000);
  assert.deepEqual([engine.state.phase, engine.state.refusal], ["refused", { code: "widget_token_invalid" }]);
  assert.deepEqual([statuses(engine), world.server.sockets.open.length], [["sending"], 0]);
});

test("a proxy's 403 to a single call does not end the chat: the message is sent again", async () => {
  const world = simulatedWorld();
  const { engine } = await world.talkingVisitor();
  world.server.fault("/message", { status: 403, text: "<html>Request blocked" });
  engine.send("Still here");
  await world.time.advance(100);
  assert.deepEqual([engine.state.phase, statuses(engine)], ["ready", ["sent", "sending"]]);
  await world.time.advance(10_000);
  assert.deepEqual([engine.state.phase, statuses(engine)], ["ready", ["sent", "sent"]]);
});

test("opening the panel asks again at once; the refusal is shown until there is a session", async () => {
  const world = simulatedWorld();
  const { engine } = world.visitor();
  world.server.close("site_disabled");
  engine.start();
  await world.time.advance(100);
  engine.start();
  assert.equal(engine.state.phase, "refused");
  await world.time.advance(100);
  assert.deepEqual([engine.state.phase, world.server.requests.length], ["refused", 2]);
  world.server.close(null);
  engine.start();
  await world.time.advance(100);
  assert.equal(engine.state.phase, "ready");
});

test("waking asks again, but not more than once a minute", async () => {
  const world = simulatedWorld();
  const { engine, env } = world.visitor();
  world.server.close("site_disabled");
  engine.start();
  await world.time.advance(100);
  for (let at = 0; at < 30; at++) {
    env.wakeUp();
    await world.time.advance(4_000);
  }
  assert.equal(world.server.requests.length, 2);
});

test("a message that a refused visitor writes is kept, and sent when chat is available again", async () => {
  const world = simulatedWorld();
  const { engine, env } = await world.talkingVisitor();
  world.server.close("site_disabled");
  await world.time.advance(31_000);
  engine.send("Later, then");
  await world.time.advance(10 * MINUTE);
  assert.deepEqual([engine.state.phase, statuses(engine)], ["refused", ["sending"]]);
  world.server.close(null);
  env.wakeUp();
  await world.time.advance(1_000);
  assert.deepEqual(
    [bodies(engine), statuses(engine)],
    [
      ["Hello", "Later, then"],
      ["sent", "sent"],
    ],
  );
});

test("a refused visitor makes no request for a retry that another tab has discarded", async () => {
  const world = simulatedWorld();
  const { engine, env } = await world.talkingVisitor();
  const clientId = engine.send("  ");
  await world.time.advance(100);
  world.server.close("site_disabled");
  await world.time.advance(31_000);
  world.visitor(env.storage).engine.discard(clientId);
  const before = world.server.requests.length;
  engine.retry(clientId);
  await world.time.advance(10 * MINUTE);
  assert.deepEqual([engine.state.phase, bodies(engine)], ["refused", []]);
  assert.equal(world.server.requests.length, before);
});
