const LONG_MS = 10 * 60_000;

/**
 * The machine on which a page runs: real timers, fetch and WebSocket, which pause while the machine sleeps, and stop
 * without notice when the page crashes.
 * @param {{
 *   proxy: string, origin: string, tab: string, storage: object, random: () => number, longTimerScale: number,
 *   onRequest: (path: string, init: object) => void,
 *   onAnswer: (path: string, status: number, text: string, init: object) => void, onText?: (text: string) => void,
 * }} options `onText` is called with everything that the page receives; `longTimerScale` shortens timers of ten minutes and more, like the gateway's two hours
 */
export function createMachine(options) {
  const {
    proxy,
    origin,
    tab,
    storage,
    random,
    longTimerScale,
    onRequest,
    onAnswer,
    onText = () => {},
  } = options;
  const wakers = new Set();
  const leavers = new Set();
  const sockets = new Set();
  const requests = new Set();
  let dead = false;
  let asleep = false;
  let deferred = [];

  /** Runs a job of the page: after waking up if the machine sleeps, never if the page has crashed. */
  function run(job) {
    if (dead) return;
    if (asleep) deferred.push(job);
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
      onAnswer(url, response.status, text, init);
      onText(text);
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
        if (name === "onmessage") onText(event.data);
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
    // All tabs of a browser are in this process and a job runs synchronously, so no other tab can run at the same time.
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

  function stir() {
    for (const job of [...wakers]) run(job);
  }

  return {
    env,
    sleep() {
      asleep = true;
    },
    /** Runs everything that was due during the sleep, and notifies the page that it is visible again. */
    wake() {
      asleep = false;
      const due = deferred;
      deferred = [];
      for (const job of due) run(job);
      stir();
    },
    stir,
    /** Runs the page's handlers for leaving. */
    leave() {
      for (const job of [...leavers]) job();
    },
    /** Ends the page between two instructions. Its requests may still reach the server. */
    crash() {
      dead = true;
      deferred = [];
      for (const request of requests) request.abort();
      for (const socket of sockets) socket.close();
    },
  };
}

/** Throws, as a browser does, if the response does not allow this origin to read it: the API has another origin. */
function requireReadable({ headers }, origin) {
  const allowed = headers.get("Access-Control-Allow-Origin");
  if (allowed !== "*" && allowed !== origin) throw new TypeError("Failed to fetch");
}

/** Returns the headers that another origin may read: a few standard ones, and those that the response exposes. */
function exposed(headers) {
  const named = (headers.get("Access-Control-Expose-Headers") ?? "").split(",").map((name) => name.trim());
  const readable = new Set([...named, "Cache-Control", "Content-Type"].map((name) => name.toLowerCase()));
  return new Headers([...headers].filter(([name]) => readable.has(name)));
}

/** A storage that ignores writes of a page that has crashed. */
const guarded = (storage, crashed) => ({
  get: (key) => storage.get(key),
  set: (key, value) => crashed() || storage.set(key, value),
  remove: (key) => crashed() || storage.remove(key),
  keys: () => storage.keys(),
});
