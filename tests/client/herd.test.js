import assert from "node:assert/strict";
import { test } from "node:test";
import { simulatedWorld } from "./simulated/browser.js";
import { bySecond, herd, moments, percentile } from "./simulated/herd.js";
import { seededRandom } from "./simulated/time.js";

// A thousand pages behind API Gateway's throttle as a deployment sets it: 50 calls a second, 200 at once.
const PAGES = 1000;
const RATE = 50;
const BURST = 200;

const shows =
  (body) =>
  ({ engine }) =>
    engine.state.messages.some((message) => message.body === body && message.status !== "sending");
const isLive = ({ engine }) => engine.state.connection === "live";
const sum = (seconds, what) => seconds.reduce((total, second) => total + second[what], 0);

function table(t, seconds, found) {
  for (const [name, values] of Object.entries(found)) {
    const [p50, p99, last] = [0.5, 0.99, 1].map((share) => (percentile(values, share) / 1000).toFixed(1));
    t.diagnostic(`${name}: p50 ${p50} s, p99 ${p99} s, last ${last} s`);
  }
  t.diagnostic(`calls ${sum(seconds, "offered")}, refused ${sum(seconds, "refused")}`);
  for (const at of [0, 1, 5, 10, 20, 30, 40, 60, 80, 100, 119]) {
    const { offered = 0, refused = 0, tickets = 0 } = seconds[at] ?? {};
    t.diagnostic(`second ${at}: ${offered} calls, ${refused} refused, ${tickets} of them for tickets`);
  }
}

test("after a thousand sockets are cut at once, the calls come down to what the throttle lets through, and every page is served", async (t) => {
  const world = await herd({ pages: PAGES, rate: RATE, burst: BURST });
  const { server, time, visitors } = world;
  await time.advance(15_000);
  world.gateway.offered.length = 0;
  world.began = time.now();
  server.sockets.cutAll();
  await time.advance(100);
  for (const { id } of visitors) server.write(id, "admin", "Meanwhile");
  const senders = visitors.slice(0, 50);
  for (const { engine } of senders) engine.send("Mine");
  const found = await moments(
    world,
    { live: isLive, seen: shows("Meanwhile"), sent: shows("Mine") },
    180_000,
  );
  found.sent.length = senders.length;
  const seconds = bySecond(world);
  table(t, seconds, found);

  assert.ok(seconds[0].offered < 1.5 * PAGES, "about one call for each page at first");
  assert.ok(seconds[0].tickets < 0.4 * PAGES, "a page whose poll was not answered asks for no ticket");
  const from = (second) => Math.max(...seconds.slice(second, second + 60).map(({ offered }) => offered));
  assert.ok(from(1) < 5 * RATE && from(60) < 3 * RATE && from(120) < 1.5 * RATE, "the load comes down");
  assert.ok(sum(seconds, "refused") < 6 * PAGES);
  assert.ok(percentile(found.seen, 0.5) < 30_000 && percentile(found.seen, 1) < 120_000);
  assert.ok(percentile(found.live, 1) < 150_000);
  assert.ok(percentile(found.sent, 0.5) < 30_000 && percentile(found.sent, 1) < 100_000);
  for (const { id } of visitors.slice(0, 50)) assert.equal(server.log.get(id).log.length, 3, "stored once");
});

test("a thousand pages that only poll share what the throttle lets through, each about as much as the others", async (t) => {
  const world = await herd({ pages: PAGES, rate: RATE, burst: BURST, reach: false });
  const { server, time, visitors } = world;
  await time.advance(60_000);
  const served = visitors.map(() => 0);
  for (const [at, { env }] of visitors.entries()) {
    const { fetch } = env;
    env.fetch = async (url, init) => {
      const answer = await fetch(url, init);
      if (answer.ok) served[at] += 1;
      return answer;
    };
  }
  world.gateway.offered.length = 0;
  world.began = time.now();
  for (const { id } of visitors) server.write(id, "admin", "Meanwhile");
  const found = await moments(world, { seen: shows("Meanwhile") }, 120_000);
  const seconds = bySecond(world);
  table(t, seconds, found);
  t.diagnostic(`calls served in two minutes: ${Math.min(...served)} to ${Math.max(...served)} a page`);

  assert.ok(sum(seconds, "offered") / seconds.length < 2.5 * RATE);
  assert.ok(
    sum(seconds, "offered") - sum(seconds, "refused") > 0.9 * RATE * seconds.length,
    "nothing lies idle",
  );
  assert.ok(percentile(found.seen, 0.5) < 25_000 && percentile(found.seen, 1) < 120_000);
  assert.ok(Math.min(...served) >= 1 && Math.max(...served) < 40);
});

test("one page alone is as quick as ever: a lost socket is back within about half a second, and so is what was written", async (t) => {
  const random = seededRandom(11);
  const back = [];
  const seen = [];
  for (let seed = 1; seed <= 100; seed++) {
    const world = simulatedWorld(seed);
    const { engine, id } = await world.talkingVisitor();
    await world.time.advance(12_000 + random() * 20_000);
    const cut = world.time.now();
    world.server.sockets.cutAll();
    world.server.write(id, "admin", "Hi");
    while (engine.state.connection !== "live" || !shows("Hi")({ engine })) {
      await world.time.advance(10);
      if (shows("Hi")({ engine }) && seen.length < seed) seen.push(world.time.now() - cut);
    }
    if (seen.length < seed) seen.push(world.time.now() - cut);
    back.push(world.time.now() - cut);
  }
  for (const [name, values] of Object.entries({ back, seen }))
    t.diagnostic(`${name}: p50 ${percentile(values, 0.5)} ms, last ${percentile(values, 1)} ms`);
  assert.ok(percentile(back, 0.5) < 400 && percentile(back, 1) < 600);
  assert.ok(percentile(seen, 0.5) < 400 && percentile(seen, 1) < 600);
});

test("a hidden page polls later when its socket is lost", async () => {
  const polledAt = [];
  for (let seed = 1; seed <= 40; seed++) {
    const world = simulatedWorld(seed);
    const { env } = await world.talkingVisitor();
    await world.time.advance(12_000);
    env.hidden = true;
    const from = world.server.requests.length;
    const cut = world.time.now();
    world.server.sockets.cutAll();
    await world.time.advance(6_000);
    polledAt.push(world.server.requests[from].at - cut);
  }
  assert.ok(
    percentile(polledAt, 0.5) > 1_500 && percentile(polledAt, 1) <= 5_000,
    `${percentile(polledAt, 0.5)} ms`,
  );
});
