import { createVisitor } from "../../../widget/visitor/visitor.js";
import { simulatedTab } from "./browser.js";
import { simulatedGateway } from "./gateway.js";
import { simulatedServer } from "./server.js";
import { seededRandom, simulatedTime } from "./time.js";

/** Visitors, each with their own conversation, behind API Gateway's throttle. */
export async function herd({ pages, reach = true, ...limits }) {
  const time = simulatedTime();
  const server = simulatedServer(time, { latencyMs: 20 });
  const gateway = simulatedGateway({ time, server, ...limits });
  const random = seededRandom(pages);
  server.sockets.reach(reach);
  const visitors = [];
  for (let at = 1; at <= pages; at++) {
    const env = simulatedTab({ time, server, seed: at });
    env.fetch = (url, init) =>
      env.connected ? gateway.fetch(url, init) : Promise.reject(new TypeError("offline"));
    const engine = createVisitor({ apiBase: "https://chat.example/api", widgetToken: "pl_test", env });
    engine.start();
    engine.send("Hello");
    visitors.push({ engine, env });
    await time.advance(random() * 20);
  }
  await time.advance(3_000);
  for (const visitor of visitors)
    visitor.id = JSON.parse(visitor.env.storage.get("porchlight.pl_test.visitor")).conversation_id;
  gateway.offered.length = 0;
  gateway.close();
  return { time, server, gateway, visitors, began: time.now() };
}

/** Milliseconds from `began` until each visitor meets each condition, checked ten times a second; Infinity: not within `ms`. */
export async function moments({ time, visitors, began }, conditions, ms) {
  const found = Object.fromEntries(
    Object.keys(conditions).map((name) => [name, visitors.map(() => Number.POSITIVE_INFINITY)]),
  );
  while (time.now() - began < ms) {
    await time.advance(100);
    for (const [name, condition] of Object.entries(conditions))
      visitors.forEach((visitor, at) => {
        if (found[name][at] === Number.POSITIVE_INFINITY && condition(visitor))
          found[name][at] = time.now() - began;
      });
  }
  return found;
}

export const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

/** Calls by second since `began`: how many were offered, refused, and for a ticket. */
export function bySecond({ gateway, began }) {
  const seconds = [];
  for (const { at, path, refused } of gateway.offered) {
    const second = Math.floor((at - began) / 1000);
    seconds[second] ??= { offered: 0, refused: 0, tickets: 0 };
    seconds[second].offered += 1;
    if (refused) seconds[second].refused += 1;
    if (path.endsWith("/ticket")) seconds[second].tickets += 1;
  }
  return Array.from(seconds, (one) => one ?? { offered: 0, refused: 0, tickets: 0 });
}
