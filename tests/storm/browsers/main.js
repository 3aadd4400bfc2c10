// The browsers of the storm: real engines in one process. Told what to do by tests/storm/browsers.py: options as the
// first argument, then one JSON object a line on standard input; progress goes to standard output the same way.
import { createInterface } from "node:readline";
import { runDesk } from "./desk.js";
import { createWorld } from "./world.js";

const options = JSON.parse(process.argv[2]);
const world = createWorld(options);

createInterface({ input: process.stdin })
  .on("line", (line) => world.hear(JSON.parse(line)))
  .on("close", () => process.exit(1)); // whoever started the storm is gone
const ticker = setInterval(() => say({ written: world.written, counts: world.counts }), 250);

await Promise.all(options.desks.map((desk) => runDesk({ ...desk, world })));

clearInterval(ticker);
world.records.write("requests", world.requests);
await world.records.close();
say({ written: world.written, counts: world.counts, done: true });
process.exit(0);

function say(news) {
  process.stdout.write(`${JSON.stringify(news)}\n`);
}
