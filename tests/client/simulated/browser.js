import { createAdmin } from "../../../admin_static/admin/admin.js";
import { createVisitor } from "../../../widget/visitor/visitor.js";
import { simulatedServer } from "./server.js";
import { seededRandom, simulatedTime } from "./time.js";

/** @param {Map<string, string>} [kept] the same for all tabs of one browser */
export function simulatedStorage(kept = new Map()) {
  return {
    kept,
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => kept.set(key, String(value)),
    remove: (key) => kept.delete(key),
    keys: () => [...kept.keys()],
  };
}

/** localStorage as tabs in separate processes see it: their own writes at once, the others' a moment later. */
export function laggingStorages(time, count, lagMs = 3) {
  const views = Array.from({ length: count }, () => simulatedStorage());
  return views.map((own) => {
    const everywhere = (write) => {
      write(own);
      for (const other of views) if (other !== own) time.setTimeout(() => write(other), lagMs);
    };
    return {
      ...own,
      set: (key, value) => everywhere((view) => view.set(key, value)),
      remove: (key) => everywhere((view) => view.remove(key)),
    };
  });
}

/** Web Locks: one job at a time, each some milliseconds after the previous one. */
export function simulatedLock(time, gapMs = 5) {
  let free = time.now();
  return async (_, job) => {
    free = Math.max(free, time.now()) + gapMs;
    await new Promise((resolve) => time.setTimeout(resolve, free - time.now()));
    job();
  };
}

/** One tab's env; tests call `wakeUp()` and set `connected`. */
export function simulatedTab({ time, server, storage = simulatedStorage(), lock = null, seed = 1 }) {
  const wakers = new Set();
  const leavers = new Set();
  const tab = {
    connected: true,
    fetch: (url, init) =>
      tab.connected ? server.fetch(url, init) : Promise.reject(new TypeError("offline")),
    WebSocket: server?.WebSocket,
    now: time.now,
    setTimeout: time.setTimeout,
    clearTimeout: time.clearTimeout,
    random: seededRandom(seed),
    storage,
    lock,
    wake: {
      on(job, leave = () => {}) {
        wakers.add(job);
        leavers.add(leave);
        return () => {
          wakers.delete(job);
          leavers.delete(leave);
        };
      },
    },
    hidden: false,
    visible: () => !tab.hidden,
    online: () => tab.connected,
    wakeUp() {
      for (const job of [...wakers]) job();
    },
    /** The page is about to be hidden or left. */
    leave() {
      for (const job of [...leavers]) job();
    },
  };
  return tab;
}

/** A world with a clock, a server, and as many tabs as a test opens. */
export function simulatedWorld(firstSeed = 0) {
  const time = simulatedTime();
  const server = simulatedServer(time);
  let seed = firstSeed;
  return {
    time,
    server,
    visitor(storage, { lock, widgetToken = "pl_test", identity } = {}) {
      seed += 1;
      const env = simulatedTab({ time, server, storage, lock, seed });
      const engine = createVisitor({
        apiBase: "https://chat.example/api",
        widgetToken,
        identity,
        env,
      });
      return { env, engine };
    },
    admin(storage, session = server.adminSession(), shared = undefined) {
      seed += 1;
      const env = simulatedTab({ time, server, storage, seed });
      const engine = createAdmin({ apiBase: "https://chat.example/api", session, env, shared });
      return { env, engine };
    },
    /** A visitor whose first message is stored and whose socket is live. */
    async talkingVisitor(storage) {
      const { env, engine } = this.visitor(storage);
      engine.start();
      await time.advance(100);
      engine.send("Hello");
      await time.advance(2000);
      return { env, engine, id: conversationOf(env) };
    },
  };
}

const conversationOf = (env) => JSON.parse(env.storage.get("porchlight.pl_test.visitor")).conversation_id;

export const bodies = (engine) =>
  (engine.state.messages ?? engine.state.open.messages).map(({ body }) => body);
export const statuses = (engine) =>
  (engine.state.messages ?? engine.state.open.messages).map(({ status }) => status);
