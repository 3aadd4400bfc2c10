import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../client/delivery/api.js";
import { createSocket } from "../../../client/delivery/socket.js";
import { simulatedSockets } from "../simulated/socket.js";
import { seededRandom, simulatedTime } from "../simulated/time.js";

const MINUTE = 60_000;

function listening({ random = () => 0.5, refuse = () => null, answers = () => true } = {}) {
  const time = simulatedTime();
  const sockets = simulatedSockets(time, 5);
  const log = { tickets: [], opened: [], downs: [], events: [] };
  const began = time.now();
  const socket = createSocket({
    env: { ...time, random, WebSocket: sockets.WebSocket },
    async ticket() {
      log.tickets.push(time.now() - began);
      const failure = refuse(log.tickets.length);
      if (failure) throw failure;
      return { ticket: sockets.ticket({}) };
    },
    socketUrl: () => "wss://socket.example/api",
    cursors: () => ({ c1: 7 }),
    reachable: answers,
    onEvent: (event) => log.events.push(event),
    onOpen: () => log.opened.push(time.now() - began),
    onDown: (wasLive) => log.downs.push(wasLive),
  });
  return { time, sockets, socket, log };
}

const beats = ({ frames }) => frames.filter(({ type }) => type === "resume");

test("it connects with a ticket in the subprotocol, and not before it is started", async () => {
  const { time, sockets, socket, log } = listening();
  await time.advance(1_000);
  assert.deepEqual([sockets.made, log.tickets], [[], []]);
  socket.connect();
  await time.advance(100);
  assert.equal(socket.live, true);
  assert.deepEqual(sockets.made[0].protocols, ["porchlight.v1", "ticket.t1"]);
  assert.equal(sockets.made[0].url, "wss://socket.example/api");
});

test("every attempt requests its own ticket", async () => {
  const { time, sockets, socket, log } = listening();
  socket.connect();
  await time.advance(100);
  for (let cut = 0; cut < 3; cut++) {
    sockets.cutAll();
    socket.connect();
    await time.advance(20_000);
  }
  assert.equal(log.tickets.length, 4);
  assert.equal(new Set(sockets.made.map(({ protocols }) => protocols[1])).size, 4);
});

test("events reach the listener; the gateway's own frames and invalid ones do no harm", async () => {
  const { time, sockets, socket, log } = listening();
  socket.connect();
  await time.advance(100);
  const gateway = '{"message":"Internal server error","connectionId":"x","requestId":"y"}';
  for (const data of [gateway, "not json", "null", '{"type":"MessagesRead","id":1}'])
    sockets.made[0].receive(data);
  assert.equal(socket.live, true);
  assert.deepEqual(
    log.events.map(({ type }) => type),
    [undefined, "MessagesRead"],
  );
});

test("attempts that fail come back with full jitter under ceilings from two seconds to two minutes", async () => {
  const { time, sockets, socket, log } = listening({ random: () => 0.999 });
  sockets.reach(false);
  socket.connect();
  await time.advance(7 * MINUTE);
  const waits = log.tickets.slice(1).map((at, index) => Math.round((at - log.tickets[index]) / 500) * 500);
  assert.deepEqual(waits.slice(0, 8), [2000, 4000, 8000, 16_000, 32_000, 64_000, 120_000, 120_000]);
});

test("clients cut off together do not come back together", async () => {
  const tenths = new Map();
  for (let seed = 1; seed <= 200; seed++) {
    const { time, sockets, socket, log } = listening({ random: seededRandom(seed) });
    sockets.reach(false);
    socket.connect();
    await time.advance(2 * MINUTE);
    const tenth = Math.floor(log.tickets[4] / 100);
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1);
  }
  assert.ok(Math.max(...tenths.values()) <= 20, "no tenth of a second sees a tenth of the 200 clients");
});

test("a socket that lives only for a moment does not reset the waits; one that lasts does", async () => {
  const { time, sockets, socket, log } = listening({ random: () => 0.999 });
  socket.connect();
  for (let cut = 0; cut < 3; cut++) {
    await time.advance(20);
    sockets.cutAll();
    await time.advance(20_000);
  }
  sockets.cutAll();
  const before = log.tickets.length;
  socket.connect();
  await time.advance(20);
  assert.equal(log.tickets.length, before + 1, "it had lived long enough: no wait but for the server's sign");

  const moments = listening({ random: () => 0.999 });
  moments.socket.connect();
  for (let cut = 0; cut < 6; cut++) {
    while (moments.sockets.open.length === 0) await moments.time.advance(100);
    moments.sockets.cutAll();
  }
  const gap = moments.log.tickets.at(-1) - moments.log.tickets.at(-2);
  assert.ok(gap > 7_000, `waits grow although it opened each time (${gap} ms)`);
});

test("the first beat comes at a random moment, the others at an even pace", async () => {
  const { time, sockets, socket } = listening({ random: () => 0.2 });
  socket.connect();
  const opened = time.now() + 5;
  await time.advance(3 * MINUTE);
  const at = beats(sockets.made[0]).map(({ at }) => at);
  const waits = at.slice(1).map((moment, index) => moment - at[index]);
  assert.deepEqual(waits, [50_000, 50_000, 50_000]);
  assert.equal(at[0] - opened, 10_000);
  assert.equal(socket.live, true);
});

test("a heartbeat sends the cursors, and its answer is reported", async () => {
  const { time, sockets, socket, log } = listening();
  sockets.resume(({ c1 }) => ({ c1: c1 + 2 }));
  socket.connect();
  await time.advance(MINUTE);
  const [{ at, ...beat }] = beats(sockets.made[0]);
  assert.ok(at > 0);
  assert.deepEqual(beat, { type: "resume", cursors: { c1: 7 } });
  assert.deepEqual(log.events, [{ type: "resumed", behind: { c1: 9 } }]);
});

test("a socket that the server does not know is replaced, and other errors are ignored", async () => {
  const { time, sockets, socket, log } = listening();
  socket.connect();
  await time.advance(100);
  const [first] = sockets.made;
  first.receive('{"type":"error","error":{"code":"frame_unknown"}}');
  assert.equal(socket.live, true);
  first.receive('{"type":"error","error":{"code":"connection_unknown"}}');
  assert.deepEqual([socket.live, first.closed, log.downs], [false, true, [true]]);
  await time.advance(2_000);
  assert.deepEqual([socket.live, sockets.made.length], [true, 2]);
});

test("a socket that does not answer a heartbeat in time is replaced", async () => {
  const { time, sockets, socket, log } = listening({ random: () => 0.5 });
  socket.connect();
  await time.advance(100);
  sockets.made[0].silent = true;
  await time.advance(24_900 + 9_900);
  assert.equal(socket.live, true);
  await time.advance(300);
  assert.deepEqual([socket.live, log.downs, sockets.made[0].closed], [false, [true], true]);
  socket.connect();
  await time.advance(100);
  assert.equal(socket.live, true);
  assert.equal(sockets.made.length, 2);
});

test("a handshake that never ends is given up", async () => {
  const { time, sockets, socket, log } = listening();
  sockets.reach("silent");
  socket.connect();
  await time.advance(9_900);
  assert.deepEqual(log.downs, []);
  await time.advance(200);
  assert.deepEqual(log.downs, [false]);
  sockets.reach(true);
  await time.advance(20_000);
  assert.equal(socket.live, true);
});

test("waking probes a socket that seems live: one that died in sleep is found in ten seconds", async () => {
  const { time, sockets, socket } = listening();
  socket.connect();
  await time.advance(100);
  time.sleep(8 * 60 * MINUTE);
  sockets.made[0].silent = true;
  socket.wake();
  await time.advance(10_100);
  assert.equal(sockets.made[0].closed, true);
});

test("waking tries at once", async () => {
  const { time, sockets, socket, log } = listening({ random: () => 0.999 });
  sockets.reach(false);
  socket.connect();
  await time.advance(40_000);
  sockets.reach(true);
  const before = log.tickets.length;
  socket.wake();
  await time.advance(20);
  assert.deepEqual([log.tickets.length, socket.live], [before + 1, true]);
});

test("a refused ticket is requested again at most once a minute", async () => {
  const refusal = new ApiError(404, { code: "conversation_not_found" });
  const { time, socket, log } = listening({ refuse: () => refusal });
  socket.connect();
  await time.advance(5 * MINUTE);
  assert.ok(log.tickets.length <= 6, `${log.tickets.length} asks in five minutes`);
});

test("a lost socket, and an attempt that is due, wait until the server answers", async () => {
  let answered = true;
  const { time, sockets, socket, log } = listening({ answers: () => answered });
  socket.connect();
  await time.advance(MINUTE);
  answered = false;
  sockets.cutAll();
  await time.advance(MINUTE);
  assert.deepEqual([socket.live, log.tickets.length], [false, 1]);
  sockets.reach(false);
  socket.connect();
  await time.advance(10 * MINUTE);
  assert.equal(log.tickets.length, 2, "it was tried again once, and then only when there was a sign");
  sockets.reach(true);
  answered = true;
  socket.connect();
  await time.advance(100);
  assert.equal(socket.live, true);
});

test("Retry-After of a ticket is obeyed, also on waking", async () => {
  const limited = new ApiError(429, { code: "rate_limited" }, 60);
  const { time, socket, log } = listening({ refuse: (count) => (count === 1 ? limited : null) });
  socket.connect();
  await time.advance(30_000);
  socket.wake();
  await time.advance(29_000);
  assert.equal(log.tickets.length, 1);
  await time.advance(2 * MINUTE);
  assert.equal(socket.live, true);
});

test("a socket is replaced before two hours are over, without a moment without one", async () => {
  const { time, sockets, socket, log } = listening();
  socket.connect();
  let least = Number.POSITIVE_INFINITY;
  await time.advance(100);
  for (let minute = 0; minute < 119; minute++) {
    await time.advance(MINUTE);
    least = Math.min(least, sockets.open.length);
  }
  assert.equal(sockets.made.length, 2);
  assert.deepEqual([least, log.downs, sockets.made[0].closed, sockets.open.length], [1, [], true, 1]);
  assert.equal(log.opened.length, 2, "after each opening there is something to catch up");
});

test("a failed renewal keeps the old socket and is tried again", async () => {
  const { time, sockets, socket, log } = listening({
    refuse: (count) => (count === 2 ? new ApiError(0) : null),
  });
  socket.connect();
  await time.advance(119 * MINUTE);
  assert.deepEqual([log.tickets.length, socket.live, sockets.open.length], [3, true, 1]);
});

test("a browser that refuses to create a socket does no harm", async () => {
  const time = simulatedTime();
  const downs = [];
  class Forbidden {
    constructor() {
      throw new DOMException("insecure", "SecurityError");
    }
  }
  const socket = createSocket({
    env: { ...time, random: () => 0.5, WebSocket: Forbidden },
    ticket: async () => ({ ticket: "t" }),
    socketUrl: () => "ws://x",
    reachable: () => true,
    onEvent() {},
    onOpen() {},
    onDown: (wasLive) => downs.push(wasLive),
  });
  socket.connect();
  await time.advance(10_000);
  assert.ok(downs.length > 1);
  assert.equal(socket.live, false);
});

test("a stop closes open and opening sockets, and none is opened again", async () => {
  const { time, sockets, socket } = listening();
  socket.connect();
  await time.advance(100);
  socket.stop();
  socket.wake();
  await time.advance(10 * MINUTE);
  assert.deepEqual([sockets.open.length, sockets.made.length, socket.live], [0, 1, false]);

  const early = listening();
  early.socket.connect();
  early.socket.stop();
  await early.time.advance(10 * MINUTE);
  assert.deepEqual(early.sockets.made, []);
});
