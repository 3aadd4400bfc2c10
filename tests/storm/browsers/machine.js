const LONG_MS = 10 * 60_000;

/**
 * The machine that one page runs on, from its opening to its end: real timers, fetch and WebSocket, which stop with
 * the machine's sleep, and end without notice when the page crashes.
 * @param {{
 *   proxy: string, origin: string, tab: string, storage: object, random: () => number, longTimerScale: number,
 *   onRequest: (path: string, init: object) => void, onAnswer: (path: string, status: number) => void,
 * }} options `longTimerScale` shortens timers of ten minutes and more, as the gateway's two hours are shortened
 */
export function createMachine(options) {
  const { proxy, origin, tab, storage, random, longTimerScale, onRequest, onAnswer } = options;
  const wakers = new Set();
  const leavers = new Set();
  const sockets = new Set();
  const requests = new Set();
  let dead = false;
  let asleep = false;
  let delayed = [];

  /** Runs a job of the page: later if the machine sleeps, never after a crash. */
  function run(job) {
    if (dead) return;
    if (asleep) delayed.push(job);
    else job();
  }

  const awake = () => new Promise((resolve) => run(resolve));

  async function request(url, init) {
    onRequest(url, init);
    const headers = { ...init.headers, Origin: origin, "X-Storm-Tab": tab };
    const aborter = new AbortController();
    requests.add(aborter);

    init.signal.addEventListener("abort", () => aborter.abort());
    try {
      const response = await fetch(url, { ...init, headers, signal: aborter.signal });
      const text = await response.text();
      onAnswer(url, response.status);
      requireReadable(response, origin);
      await awake();
      return {
        ok: response.ok,
        status: response.status,
        headers: exposed(response.headers),
        text: async () => text,
      };
    } catch (error) {
      await awake();
      throw error;
    } finally {
      requests.delete(aborter);
    }
  }

  function Socket(url, protocols) {
    const headers = { Origin: origin, "X-Storm-Tab": tab };
    const real = new WebSocket(url.replace(/^ws:\/\/[^/]+/, proxy.replace("http", "ws")), {
      protocols,
      headers,
    });
    sockets.add(real);
    const page = {
      send: (data) => real.send(data),
      close: () => real.close(),
    };
    for (const name of ["onopen", "onmessage", "onclose", "onerror"]) {
      real[name] = (event) => {
        if (name === "onclose") sockets.delete(real);
        run(() => page[name]?.(event));
      };
    }
    return page;
  }

  const env = {
    fetch: request,
    WebSocket: Socket,
    now: () => Date.now(),
    setTimeout(job, ms) {
      const timer = { cancelled: false };
      const due = () => run(() => timer.cancelled || job());
      timer.handle = setTimeout(due, ms >= LONG_MS ? ms / longTimerScale : ms);
      return timer;
    },
    clearTimeout(timer) {
      if (!timer) return;
      timer.cancelled = true;
      clearTimeout(timer.handle);
    },
    random,
    storage: guarded(storage, () => dead),
    // All tabs of a browser are in this process, and a job runs without a pause, so no two run at once.
    lock: async (_name, job) => {
      await new Promise(setImmediate);
      run(job);
    },
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
    visible: () => true,
    online: () => true,
  };

  function wakeUp() {
    for (const job of [...wakers]) run(job);
  }

  return {
    env,
    sleep() {
      asleep = true;
    },
    /** Runs everything that was due during the sleep, and tells the page that it is visible again. */
    wake() {
      asleep = false;
      const due = delayed;
      delayed = [];
      for (const job of due) run(job);
      wakeUp();
    },
    wakeUp,
    /** The page is about to be left. */
    leave() {
      for (const job of [...leavers]) job();
    },
    /** The page ends between two instructions. Its requests may still arrive. */
    crash() {
      dead = true;
      delayed = [];
      for (const request of requests) request.abort();
      for (const socket of sockets) socket.close();
    },
  };
}

/** The API is another origin than the page, so a browser hides an answer that does not allow the page to read it. */
function requireReadable({ headers }, origin) {
  const allowed = headers.get("Access-Control-Allow-Origin");
  if (allowed !== "*" && allowed !== origin) throw new TypeError("Failed to fetch");
}

/** The headers that a page of another origin may read: the few that are always readable, and those that are named. */
function exposed(headers) {
  const named = (headers.get("Access-Control-Expose-Headers") ?? "").split(",").map((name) => name.trim());
  const readable = new Set([...named, "Cache-Control", "Content-Type"].map((name) => name.toLowerCase()));
  return new Headers([...headers].filter(([name]) => readable.has(name)));
}

/** A crashed page writes nothing. */
const guarded = (storage, crashed) => ({
  get: (key) => storage.get(key),
  set: (key, value) => crashed() || storage.set(key, value),
  remove: (key) => crashed() || storage.remove(key),
  keys: () => storage.keys(),
});
