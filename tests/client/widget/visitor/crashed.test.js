import assert from "node:assert/strict";
import { test } from "node:test";
import { bodies, simulatedWorld } from "../../simulated/browser.js";
import { simulatedBrowser } from "../../simulated/one_browser.js";

const KEY = "porchlight.pl_test.visitor";

/** What happens to two tabs; the first one has messages that are not sent. */
const EVENTS = {
  crash: ({ one }) => one.crash(),
  clear({ two, browser }) {
    browser.clear(two);
    two.env.leave();
  },
  // It is shown again, and reads what is in the storage.
  takeover: ({ two }) => two.stir(),
  restore(tabs) {
    tabs.one = tabs.browser.open({ connected: false });
  },
};

/** Cleared while the tab that wrote them is down, and no other page has read them before. */
const LIMIT = ["crash clear takeover restore", "crash clear restore takeover"];

const orders = (names) =>
  names.length === 0
    ? [[]]
    : names.flatMap((name) => orders(names.filter((other) => other !== name)).map((rest) => [name, ...rest]));

const isPossible = (order) => order.indexOf("crash") < order.indexOf("restore");

/** Two tabs of a conversation without pushes. */
async function twoTabs() {
  const world = simulatedWorld();
  const browser = simulatedBrowser(world);
  const one = browser.open();
  one.engine.send("Hello");
  await world.time.advance(2_000);
  const two = browser.open();
  await world.time.advance(2_000);
  world.server.sockets.deliver(() => []);
  return { ...world, browser, one, two };
}

/** The network is back. Returns what is stored, after each page shows exactly that and nothing is left to send. */
async function stored({ time, server, browser }) {
  const { conversation_id: id } = JSON.parse(browser.storage.get(KEY));
  server.sockets.deliver(() => [5]);
  for (const tab of browser.tabs) tab.env.connected = true;
  for (const tab of browser.tabs) tab.stir();
  await time.advance(60_000);
  const log = server.log.get(id).log.map(({ body }) => body);
  for (const { engine } of browser.tabs) assert.deepEqual(bodies(engine), log);
  assert.deepEqual([browser.storage.keys(), server.log.all().length], [[KEY], 1]);
  return log;
}

for (const order of orders(Object.keys(EVENTS)).filter(isPossible)) {
  const name = order.join(" ");
  const isLost = LIMIT.includes(name);
  test(`unsent messages of a tab are ${isLost ? "lost" : "sent once and in order"} after: ${name}`, async () => {
    for (const lost of ["before", "after"]) {
      const tabs = await twoTabs();
      const { time, server, one, two } = tabs;
      two.env.connected = false;
      server.fault("/message", { lost });
      one.engine.send("One");
      one.engine.send("Two");
      await time.advance(20);
      one.env.connected = false;
      for (const event of order) {
        EVENTS[event](tabs);
        await time.advance(50);
      }
      const kept = isLost ? (lost === "after" ? ["One"] : []) : ["One", "Two"];
      assert.deepEqual(await stored(tabs), ["Hello", ...kept], `the request was lost ${lost} the server`);
    }
  });
}

test("a tab that lives when another one clears the storage stores its messages again before it crashes", async () => {
  for (const [heard, kept] of [
    [true, ["One"]],
    [false, []], // it crashes before it gets the event
  ]) {
    const tabs = await twoTabs();
    tabs.one.env.connected = false;
    tabs.one.engine.send("One");
    EVENTS.clear(tabs);
    if (heard) await tabs.time.advance(1);
    tabs.one.crash();
    assert.deepEqual(await stored(tabs), ["Hello", ...kept]);
  }
});

test("a message whose page and storage are gone may arrive late, after what its tab has written since", async () => {
  const { time, server, browser, one, two } = await twoTabs();
  server.fault("/message", { slow: 10_000 });
  one.engine.send("On its way");
  await time.advance(10);
  one.crash();
  EVENTS.clear({ browser, two });
  browser.open().engine.send("Later");
  await time.advance(12_000);
  assert.deepEqual(await stored({ time, server, browser }), ["Hello", "Later", "On its way"]);
});
