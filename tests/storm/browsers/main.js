// The browsers of the storm: real engines in one process. tests/storm/browsers.py passes the options as the first argument,
// then commands on standard input, one JSON object a line. Progress goes to standard output the same way.
import { createInterface } from "node:readline";
import { runDesk } from "./desk.js";
import { createWorld } from "./world.js";

const options = JSON.parse(process.argv[2]);
const world = createWorld(options);

createInterface({ input: process.stdin })
  .on("line", (line) => world.onCommand(JSON.parse(line)))
  .on("close", () => process.exit(1)); // the process that started the storm has ended
const ticker = setInterval(() => report({ written: world.written, counts: world.counts }), 250);

await Promise.all(options.desks.map((desk) => runDesk({ ...desk, world })));

clearInterval(ticker);
world.records.write("requests", world.requests);
await world.records.close();
report({ written: world.written, counts: world.counts, done: true });
process.exit(0);

function report(news) {
  process.stdout.write(`${JSON.stringify(news)}\n`);
}
