import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld } from "./simulated/browser.js";
import { simulatedBrowser } from "./simulated/one_browser.js";
import { seededRandom } from "./simulated/time.js";

const SEEDS = Array.from({ length: 100 }, (_, at) => 780 + at); // 784 and 870 have found a fault
const STEPS = 25;
// Each is the chance in what the ones before have left.
const WRITES = 0.6;
const RELOADS = 0.2;
const CRASHES = 0.2;
const CLEARS = 0.5;
const KEY = "porchlight.pl_test.visitor";
const PATHS = ["/session", "/session", "/message", "/message", "/messages"];

/**
 * The first minutes of two tabs that begin a conversation together: they lose requests, crash, and the host page clears the
 * storage; not while a tab is down, which loses messages (docs/delivery.md).
 */
async function run(seed) {
  const random = seededRandom(seed * 7919);
  const chance = (share) => random() < share;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const world = simulatedWorld();
  const { time, server } = world;
  const browser = simulatedBrowser(world);
  const tabs = [browser.open(), browser.open()];
  const written = [[], []];
  const failed = new Set();
  const faults = [
    { lost: "before" },
    { lost: "after" },
    { status: 503, retryAfter: 1 },
    { slow: 3_000 },
    { slow: 14_000 },
  ];
  server.sockets.deliver(() => (chance(0.3) ? [] : [random() * 500]));

  function write(at) {
    const body = `${at}: ${written[at].length}`;
    written[at].push(body);
    tabs[at].engine.send(body);
  }

  function reopen(at) {
    tabs[at]?.crash();
    tabs[at] = browser.open();
  }

  for (let step = 0; step < STEPS; step++) {
    const at = pick([0, 1]);
    if (!tabs[at]) reopen(at);
    else if (chance(WRITES)) write(at);
    else if (chance(RELOADS)) reopen(at);
    else if (chance(CRASHES)) {
      tabs[at].crash();
      tabs[at] = null;
    } else if (chance(CLEARS) && tabs.every(Boolean)) {
      write(at);
      browser.clear(tabs[at]);
      tabs[at].env.leave();
      reopen(at);
    }
    if (chance(0.6)) server.fault(pick(PATHS), pick(faults));
    await time.advance(2 + random() * 1_000);
    for (const tab of tabs)
      for (const { body, failure } of tab?.engine.state.messages ?? []) if (failure) failed.add(body);
  }

  server.heal();
  server.sockets.deliver(() => [5]);
  for (const at of [0, 1]) if (!tabs[at]) reopen(at);
  await time.advance(90_000);
  return { tabs, written, failed, conversations: server.log.all(), storage: browser.storage };
}

test("while two tabs begin a conversation, crash, and are cleared, no message is lost, doubled, failed or misordered", async () => {
  for (const seed of SEEDS) {
    const { tabs, written, failed, conversations, storage } = await run(seed);
    const logs = conversations.map(({ log }) => log.map(({ body }) => body));
    assert.deepEqual([...failed], [], `seed ${seed}`);
    assert.equal(logs.length, written.flat().length ? 1 : 0, `seed ${seed}: conversations`);
    const [log = []] = logs;
    for (const [at, bodiesOf] of written.entries())
      assert.deepEqual(
        log.filter((body) => body.startsWith(`${at}:`)),
        bodiesOf,
        `seed ${seed}`,
      );
    for (const { engine } of tabs) assert.deepEqual(bodies(engine), log, `seed ${seed}`);
    assert.deepEqual(storage.keys(), log.length ? [KEY] : [], `seed ${seed}`);
  }
});
