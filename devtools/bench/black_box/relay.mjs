/**
 * The comparison: a bare Socket.IO server that passes each message on and stores nothing, and two clients of it.
 * Prints the milliseconds from a message's emission to its arrival at the other client, one line for each message.
 *   node relay.mjs FOLDER TIMES PAUSE_MS     FOLDER: where socket.io and socket.io-client are installed
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, times, pause] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const { Server } = require("socket.io");
const { io } = require("socket.io-client");

const http = createServer();
new Server(http).on("connection", (socket) => {
  socket.on("message", (message, stored) => {
    socket.broadcast.emit("message", message);
    stored();
  });
});
await new Promise((listening) => http.listen(0, "127.0.0.1", listening));

const open = () =>
  new Promise((connected) => {
    const socket = io(`http://127.0.0.1:${http.address().port}`, { transports: ["websocket"] });
    socket.on("connect", () => connected(socket));
  });
const [visitor, admin] = [await open(), await open()];
const body = "Is the blue kettle in stock, and could you send it to Utrecht by Friday?";
for (let i = 0; i < Number(times); i++) {
  const started = performance.now();
  const seen = new Promise((arrived) => admin.once("message", () => arrived(performance.now())));
  visitor.emit("message", { body, i }, () => {});
  process.stdout.write(`${(await seen) - started}\n`);
  await new Promise((go) => setTimeout(go, Number(pause)));
}
process.exit(0);
