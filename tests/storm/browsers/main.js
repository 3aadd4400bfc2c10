// The browsers of the storm: real engines in one process, controlled by tests/storm/browsers.py. Options are the first
// argument. Commands come on standard input and progress goes to standard output, one JSON object a line.
import { createInterface } from "node:readline";
import { runSite } from "./site.js";
import { createWorld } from "./world.js";

const options = JSON.parse(process.argv[2]);
const world = createWorld(options);

createInterface({ input: process.stdin })
  .on("line", (line) => world.receive(JSON.parse(line)))
  .on("close", () => process.exit(1)); // the storm's own process has ended
const ticker = setInterval(() => report({ written: world.written, counts: world.counts }), 250);

await Promise.all(options.sites.map((site) => runSite({ ...site, world })));

clearInterval(ticker);
world.records.write("requests", world.requests);
await world.records.close();
report({ written: world.written, counts: world.counts, done: true });
process.exit(0);

function report(progress) {
  process.stdout.write(`${JSON.stringify(progress)}\n`);
}
