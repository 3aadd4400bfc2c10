import assert from "node:assert/strict";
import { test } from "node:test";
import { simulatedStorage, simulatedWorld, statuses } from "../../simulated/browser.js";

const CONTEXT = { context: { hidden_paths: [] } };
const on = (path) => ({ page: `https://shop.example${path}` });

/** A visitor of a site that collects the context. `contexts`: of all messages that reached the server. */
async function started({ world = simulatedWorld(), storage = simulatedStorage(), extras = CONTEXT } = {}) {
  const { time, server, visitor } = world;
  server.extras = extras;
  const { engine } = visitor(storage);
  engine.start();
  await time.advance(100);
  const contexts = () => server.requestsTo("/message").map(({ body }) => body.context);
  return { world, time, server, engine, storage, contexts };
}

/** Describes a page as the lazy part does: nothing if it is what was sent last. */
const describer = (now) => (sent) => (sent?.page === now().page ? undefined : now());

test("nothing is said before the first message", async () => {
  const { time, server, engine } = await started();
  let asked = 0;
  engine.describe(() => {
    asked += 1;
    return on("/");
  });
  await time.advance(60_000);
  assert.deepEqual([asked, server.requestsTo("/message").length], [0, 0]);
});

test("the first message says it, and a later one only if it has changed", async () => {
  const { time, engine, contexts } = await started();
  let path = "/kettles";
  engine.describe(describer(() => on(path)));
  for (const text of ["One", "Two"]) {
    engine.send(text);
    await time.advance(1_000);
  }
  path = "/cart";
  engine.send("Three");
  await time.advance(1_000);
  assert.deepEqual(contexts(), [on("/kettles"), undefined, on("/cart")]);
});

test("a message that is sent again says where it was written, on the next page too", async () => {
  const first = await started();
  first.engine.describe(() => on("/kettles"));
  first.server.fault("/message", { lost: "before" }, 2);
  first.engine.send("Hello");
  await first.time.advance(3_000);
  first.engine.stop();
  const sentBefore = first.contexts().length;

  const second = await started(first);
  second.engine.describe(() => on("/cart"));
  await second.time.advance(5_000);
  assert.deepEqual(statuses(second.engine), ["sent"]);
  assert.ok(sentBefore > 0);
  assert.ok(second.contexts().every(({ page }) => page === on("/kettles").page));
});

test("a message waits a moment for what says it", async () => {
  const { time, engine, contexts } = await started();
  engine.send("Quick");
  await time.advance(1);
  assert.deepEqual(contexts(), []);
  engine.describe(() => on("/"));
  await time.advance(1_000);
  assert.deepEqual([contexts(), statuses(engine)], [[on("/")], ["sent"]]);
});

test("a message goes without it if that does not load, and later ones do not wait", async () => {
  const { time, engine, contexts } = await started();
  engine.send("Quick");
  await time.advance(8_000);
  engine.send("Again");
  await time.advance(200);
  assert.deepEqual(
    [contexts(), statuses(engine)],
    [
      [undefined, undefined],
      ["sent", "sent"],
    ],
  );
});

test("where the site does not collect it, no message waits", async () => {
  const { time, engine, contexts } = await started({ extras: null });
  engine.send("Hello");
  await time.advance(200);
  assert.deepEqual([contexts(), statuses(engine)], [[undefined], ["sent"]]);
});
