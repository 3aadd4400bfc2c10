/**
 * The browser as the engine sees it: the only file of the engine that touches globals.
 * @returns {object} env: fetch, WebSocket, now() in ms, setTimeout, clearTimeout, random() in [0, 1),
 *   storage {get, set, remove, keys}, lock(name, job) or null,
 *   wake {on(fn, leave) → off}: `leave` is called when the page may be about to end; visible(), online()
 */
export function browserEnv() {
  return {
    fetch: (url, init) => fetch(url, init),
    WebSocket,
    now: () => Date.now(),
    setTimeout: (job, ms) => setTimeout(job, ms),
    clearTimeout: (handle) => clearTimeout(handle),
    random: () => Math.random(),
    storage: browserStorage(),
    lock: navigator.locks ? inTurn : null,
    wake: { on: onWake },
    visible: () => document.visibilityState === "visible",
    online: () => navigator.onLine !== false,
  };
}

/** localStorage, or memory for what it refuses: a blocked or full store must not stop a conversation. */
function browserStorage() {
  const memory = new Map();
  const tried = (job, otherwise) => {
    try {
      return job(localStorage);
    } catch {
      return otherwise();
    }
  };
  return {
    get: (key) =>
      memory.get(key) ??
      tried(
        (store) => store.getItem(key),
        () => null,
      ),
    set(key, value) {
      memory.delete(key);
      tried(
        (store) => store.setItem(key, value),
        () => memory.set(key, value),
      );
    },
    remove(key) {
      memory.delete(key);
      tried(
        (store) => store.removeItem(key),
        () => null,
      );
    },
    keys: () => [...memory.keys(), ...tried(Object.keys, () => [])],
  };
}

/** The job, while no other tab does one of the same name. */
async function inTurn(name, job) {
  let done = false;
  const once = () => {
    done = true;
    job();
  };
  // A page in a sandboxed frame has locks, and none is given to it.
  await navigator.locks.request(name, once).catch(() => done || once());
}

function onWake(job, leave = () => {}) {
  const shown = () => (document.visibilityState === "visible" ? job() : leave());
  // Another tab has begun a conversation, has discarded a message, or has cleared the storage.
  const told = ({ key, oldValue }) =>
    (key === null || (oldValue === null && /\.visitor$|\.discarded\./.test(key))) && job();
  const sources = [
    [window, "online", job],
    [window, "pageshow", job],
    [window, "pagehide", leave],
    [window, "storage", told],
    [document, "visibilitychange", shown],
  ];
  for (const [target, name, listener] of sources) target.addEventListener(name, listener);
  return () => {
    for (const [target, name, listener] of sources) target.removeEventListener(name, listener);
  };
}
