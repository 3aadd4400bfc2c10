import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedStorage, simulatedWorld } from "../../simulated/browser.js";

const QUESTION = "How long?";
const ASKED = { bot: { question: "q_1" } };

function world(options) {
  const simulated = simulatedWorld(options);
  simulated.server.answers({ q_1: "Two days." });
  return simulated;
}

const types = (engine) => engine.state.messages.map(({ sender_type }) => sender_type);

test("a chosen question and its answer arrive with one response, in their order", async () => {
  const { time, server, visitor } = world();
  const { engine } = visitor();
  engine.start();
  await time.advance(100);
  server.fault("/messages", { lost: "before" }, 3);
  engine.send(QUESTION, undefined, ASKED);
  assert.deepEqual(types(engine), ["visitor"]);
  await time.advance(12);
  assert.deepEqual(bodies(engine), [QUESTION, "Two days."]);
  assert.deepEqual([engine.state.behind, engine.state.messages[1].bot], [false, { kind: "answer" }]);
  assert.equal(server.requestsTo("/message").length, 1);
  assert.deepEqual(server.requestsTo("/message")[0].body.bot, { language: "", question: "q_1" });
  await time.advance(5_000);
  assert.deepEqual(types(engine), ["visitor", "bot"]);
});

test("a lost answer of the server doubles neither the question nor the bot's line", async () => {
  const { time, server, visitor } = world();
  const { engine } = visitor();
  engine.start();
  await time.advance(100);
  server.fault("/message", { lost: "after" }, 2);
  engine.send(QUESTION, undefined, ASKED);
  await time.advance(20_000);
  assert.deepEqual(bodies(engine), [QUESTION, "Two days."]);
  assert.ok(server.requestsTo("/message").length >= 2);
});

test("an answer that only the socket brings, or a poll, is shown once too", async () => {
  const { time, server, visitor } = world();
  const { engine } = visitor();
  engine.start();
  await time.advance(100);
  engine.send("Hello");
  await time.advance(3_000);
  server.fault("/message", { lost: "after" });
  engine.send(QUESTION, undefined, ASKED);
  await time.advance(20_000);
  assert.deepEqual(bodies(engine), ["Hello", QUESTION, "Two days."]);
});

test("a choice that was made before there was a session is kept over a reload", async () => {
  const storage = simulatedStorage();
  const { time, server, visitor } = world();
  const first = visitor(storage);
  server.fault("/session", { lost: "before" }, 3);
  first.engine.start();
  first.engine.send(QUESTION, undefined, ASKED);
  await time.advance(10);
  first.engine.stop();
  const { engine } = visitor(storage);
  engine.start();
  await time.advance(20_000);
  assert.deepEqual(bodies(engine), [QUESTION, "Two days."]);
});

test("on a site without a bot, no message asks for one", async () => {
  const { time, server, visitor } = simulatedWorld();
  const { engine } = visitor();
  engine.start();
  await time.advance(100);
  engine.send("Hello");
  await time.advance(100);
  assert.equal("bot" in server.requestsTo("/message")[0].body, false);
});
