import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld, statuses } from "../../simulated/browser.js";

const known = (id, more = {}) => ({ id, hash: `hash of ${id}`, ...more });
const KEPT = "porchlight.pl_test:ada.visitor";

async function arrived(world, storage, identity) {
  const tab = world.visitor(storage, { identity });
  tab.engine.start();
  await world.time.advance(2_000);
  return tab;
}

test("a verified visitor finds the same conversation on another device", async () => {
  const world = simulatedWorld();
  const phone = await arrived(world, simulatedStorage(), known("ada", { name: "Ada" }));
  phone.engine.send("from the phone");
  await world.time.advance(1_000);
  const desk = await arrived(world, simulatedStorage(), known("ada"));
  assert.deepEqual(bodies(desk.engine), ["from the phone"]);
  desk.engine.send("from the desk");
  await world.time.advance(2_000);
  assert.deepEqual(bodies(phone.engine), ["from the phone", "from the desk"]);
});

test("a session request sends the identity as the page gave it, and a stored token only to say which conversation", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const identity = known("ada", { name: "Ada", email: "ada@lind.example" });
  const { engine } = await arrived(world, storage, identity);
  engine.send("Hello");
  await world.time.advance(1_000);
  engine.stop();
  await arrived(world, storage, identity);
  const requests = world.server.requestsTo("/session");
  for (const { body } of requests) assert.deepEqual(body, { widget_token: "pl_test", identity });
  assert.deepEqual(
    requests.map(({ token }) => Boolean(token)),
    [false, true],
  );
});

test("nothing is stored for a verified visitor before the first message", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const { engine } = await arrived(world, storage, known("ada"));
  assert.deepEqual([storage.keys(), engine.stored()], [[], false]);
  assert.equal(world.server.sockets.made.length, 0);
  engine.send("Hello");
  await world.time.advance(1_000);
  assert.deepEqual([storage.keys(), engine.stored()], [[KEPT], true]);
});

test("a conversation from another device is stored once it was read here", async () => {
  const world = simulatedWorld();
  const phone = await arrived(world, simulatedStorage(), known("ada"));
  phone.engine.send("from the phone");
  await world.time.advance(1_000);
  const storage = simulatedStorage();
  const desk = await arrived(world, storage, known("ada"));
  assert.deepEqual([storage.keys(), desk.engine.stored()], [[KEPT], true]);
});

test("what is stored for one visitor is not used for another: no token, no message, no unsent message", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const ada = await arrived(world, storage, known("ada"));
  ada.engine.send("Ada's secret");
  await world.time.advance(1_000);
  ada.env.connected = false;
  ada.engine.send("Ada's, not sent");
  ada.engine.stop();
  const from = world.server.requests.length;
  const tokens = world.server.requests.map(({ token }) => token).filter(Boolean);
  for (const identity of [known("bo"), undefined]) {
    const { engine } = await arrived(world, storage, identity);
    assert.deepEqual(bodies(engine), []);
    engine.send("Somebody else's");
    await world.time.advance(1_000);
    assert.deepEqual(bodies(engine), ["Somebody else's"]);
    engine.stop();
  }
  for (const { token } of world.server.requests.slice(from)) assert.ok(!tokens.includes(token));
  const again = await arrived(world, storage, known("ada"));
  assert.deepEqual(bodies(again.engine), ["Ada's secret", "Ada's, not sent"]);
  assert.deepEqual(statuses(again.engine), ["sent", "sent"]);
});

test("an anonymous conversation returns when the identity is removed", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const stranger = await arrived(world, storage);
  stranger.engine.send("before signing in");
  await world.time.advance(1_000);
  stranger.engine.stop();
  const ada = await arrived(world, storage, known("ada"));
  ada.engine.send("signed in");
  await world.time.advance(1_000);
  ada.engine.stop();
  assert.deepEqual(bodies((await arrived(world, storage)).engine), ["before signing in"]);
});

test("an expired token is renewed with the identity, and nothing is lost", async () => {
  const world = simulatedWorld();
  const { engine } = await arrived(world, simulatedStorage(), known("ada"));
  engine.send("Hello");
  await world.time.advance(1_000);
  world.server.expireTokens();
  engine.send("a day later");
  await world.time.advance(5_000);
  assert.deepEqual([bodies(engine), engine.state.phase], [["Hello", "a day later"], "ready"]);
});

test("an unsigned identity is refused, and so is an anonymous visitor where one is required", async () => {
  const world = simulatedWorld();
  const forged = await arrived(world, simulatedStorage(), { id: "ada", hash: "made up" });
  assert.deepEqual(
    [forged.engine.state.phase, forged.engine.state.refusal],
    ["refused", { code: "identity_invalid" }],
  );
  world.server.requireIdentity();
  const stranger = await arrived(world, simulatedStorage());
  assert.deepEqual(stranger.engine.state.refusal, { code: "identity_required" });
  assert.equal((await arrived(world, simulatedStorage(), known("ada"))).engine.state.phase, "ready");
});

test("two tabs of a verified visitor share the outbox and the conversation", async () => {
  const world = simulatedWorld();
  const storage = simulatedStorage();
  const first = await arrived(world, storage, known("ada"));
  const second = await arrived(world, storage, known("ada"));
  first.engine.send("one");
  second.engine.send("two");
  await world.time.advance(5_000);
  const log = world.server.log.get("c-ada").log.map(({ body }) => body);
  assert.deepEqual([...log].sort(), ["one", "two"]);
  assert.deepEqual([bodies(first.engine), bodies(second.engine)], [log, log]);
});
