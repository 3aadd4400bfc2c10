/** @import {Env, KeyValueStorage} from "./delivery/types" */

/**
 * The only file of the engine that touches globals.
 * @returns {Env}
 */
export function browserEnv() {
  return {
    fetch: (url, init) => fetch(url, init),
    WebSocket,
    now: () => Date.now(),
    setTimeout: (job, ms) => setTimeout(job, ms),
    clearTimeout: (timer) => clearTimeout(timer ?? undefined),
    random: () => Math.random(),
    storage: browserStorage(),
    lock: navigator.locks ? withLock : null,
    wake: { on: onWake },
    visible: () => document.visibilityState === "visible",
    online: () => navigator.onLine !== false,
  };
}

/**
 * localStorage, and memory for what it refuses: a blocked or full storage must not stop a conversation.
 * @returns {KeyValueStorage}
 */
function browserStorage() {
  /** @type {Map<string, string>} */
  const memory = new Map();
  /**
   * @template T
   * @param {(storage: Storage) => T} job
   * @param {() => T} otherwise
   */
  const attempt = (job, otherwise) => {
    try {
      return job(localStorage);
    } catch {
      return otherwise();
    }
  };
  return {
    get: (key) =>
      memory.get(key) ??
      attempt(
        (storage) => storage.getItem(key),
        () => null,
      ),
    set(key, value) {
      memory.delete(key);
      attempt(
        (storage) => storage.setItem(key, value),
        () => void memory.set(key, value),
      );
    },
    remove(key) {
      memory.delete(key);
      attempt(
        (storage) => storage.removeItem(key),
        () => {},
      );
    },
    keys: () => [...memory.keys(), ...attempt(Object.keys, () => [])],
  };
}

/** @param {string} name @param {() => void} job */
async function withLock(name, job) {
  let done = false;
  const once = () => {
    done = true;
    job();
  };
  // In a sandboxed frame there are locks, but every request for one is refused.
  await navigator.locks.request(name, once).catch(() => done || once());
}

/** @param {() => void} job */
function onWake(job, onLeave = () => {}) {
  const onVisibility = () => (document.visibilityState === "visible" ? job() : onLeave());
  /**
   * Another tab has created a conversation, discarded a message or cleared the storage.
   * @param {StorageEvent} event
   */
  const onStorage = ({ key, oldValue }) => {
    if (key === null || (oldValue === null && /\.visitor$|\.discarded\./.test(key))) job();
  };
  const removal = new AbortController();
  window.addEventListener("online", job, removal);
  window.addEventListener("pageshow", job, removal);
  window.addEventListener("pagehide", onLeave, removal);
  window.addEventListener("storage", onStorage, removal);
  document.addEventListener("visibilitychange", onVisibility, removal);
  return () => removal.abort();
}
