import { createVisitor } from "../../../widget/visitor/visitor.js";
import { simulatedLock, simulatedStorage, simulatedTab } from "./browser.js";

const EVENT_MS = 1;

/** The tabs of one visitor's browser: they share a storage, get its events, and can crash. */
export function simulatedBrowser({ time, server }) {
  const storage = simulatedStorage();
  const lock = simulatedLock(time);
  const tabs = new Set();
  let opened = 0;

  /** Sends the `storage` event, which the tab itself does not get. */
  function stirOthers(tab) {
    for (const other of tabs) if (other !== tab) time.setTimeout(() => other.stir(), EVENT_MS);
  }

  return {
    storage,
    tabs,
    /** Opens a page, as a tab does after a crash too. */
    open({ connected = true } = {}) {
      opened += 1;
      let dead = false;
      const alive = (job) => () => dead || job();
      const env = simulatedTab({ time, server, seed: opened });
      const sockets = [];
      const { fetch, WebSocket } = env;
      Object.assign(env, {
        connected,
        storage: {
          ...storage,
          set(key, value) {
            if (dead) return;
            const isNew = storage.get(key) === null;
            storage.set(key, value);
            if (isNew && /\.visitor$|\.discarded\./.test(key)) stirOthers(tab);
          },
          remove: (key) => dead || storage.remove(key),
        },
        lock: (name, job) => lock(name, alive(job)),
        setTimeout: (job, ms) => time.setTimeout(alive(job), ms),
        // A request of a page that crashes may still reach the server.
        async fetch(url, init) {
          if (!dead)
            try {
              const answer = await fetch(url, init);
              if (!dead) return answer;
            } catch (error) {
              if (!dead) throw error;
            }
          return new Promise(() => {});
        },
        WebSocket: function Socket(url, protocols) {
          const socket = new WebSocket(url, protocols);
          sockets.push(socket);
          return socket;
        },
      });
      const engine = createVisitor({ apiBase: "https://chat.example/api", widgetToken: "pl_test", env });
      const tab = {
        env,
        engine,
        /** The page gets an event: it is visible again, connected again, or another tab has changed the storage. */
        stir: alive(env.wakeUp),
        /** Ends the page between two instructions. */
        crash() {
          dead = true;
          tabs.delete(tab);
          for (const socket of sockets) socket.close();
        },
      };
      tabs.add(tab);
      engine.start();
      return tab;
    },
    /** A script of the page clears the storage. */
    clear(tab) {
      storage.kept.clear();
      stirOthers(tab);
    },
  };
}
