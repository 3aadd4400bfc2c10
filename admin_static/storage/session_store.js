// The way back into a session lives as long as its tab: a reload stays signed in, a closed tab does not (OWASP: never
// localStorage). A tab that was duplicated has a copy of it; the tabs of one session tell each other the next one.
const KEY = "porchlight.admin.session";
const NEWEST = "porchlight.admin.newest"; // of each session, when its newest refresh token expires: no secret
const SESSIONS = 10;
const ASK_MS = 100; // so long the other tabs have to answer
const PATIENCE_MS = 3_000; // and so long if one of them is known to have newer tokens: it may be busy, or just loading

/**
 * @param {{
 *   storage: Storage, shared?: Storage, channel: BroadcastChannel | null, devices?: object, now: () => number,
 *   setTimeout: (job: () => void, ms: number) => void,
 * }} parts
 */
export function createSessionStore({ storage, shared, channel, devices, now, setTimeout }) {
  const hearing = new Set();
  const ending = new Set();
  let current = null; // with its access token, in memory only

  function read() {
    const kept = parsed(storage.getItem(KEY));
    return kept && kept.refresh_expires_at > now() ? kept : null;
  }

  function keep(session) {
    const { session_id, refresh_token, refresh_expires_at, renewed_at, admin, device_token } = session;
    current = session;
    devices?.keep(admin.id, device_token);
    note(session_id, refresh_expires_at);
    storage.setItem(
      KEY,
      JSON.stringify({ session_id, refresh_token, refresh_expires_at, renewed_at, email: admin.email }),
    );
  }

  /** @returns {[string, number][]} */
  function noted() {
    try {
      return JSON.parse(shared.getItem(NEWEST)).filter(Array.isArray);
    } catch {
      return [];
    }
  }

  function note(sessionId, expiresAt) {
    const before = noted();
    if (before.some(([id, at]) => id === sessionId && at >= expiresAt)) return;
    const others = before.filter(([id]) => id !== sessionId);
    shared?.setItem(NEWEST, JSON.stringify([[sessionId, expiresAt], ...others].slice(0, SESSIONS)));
  }

  const outdated = ({ session_id, refresh_expires_at }) =>
    noted().some(([id, at]) => id === session_id && at > refresh_expires_at);

  function clear() {
    current = null;
    storage.removeItem(KEY);
  }

  /** Somebody may have cleared the storage: the session of an open page goes on. */
  const known = () => read() ?? current;

  // The server's time has whole seconds, in which a session may be renewed twice: then this machine's clock decides.
  const newer = (one, other) =>
    one?.session_id === other?.session_id &&
    one?.refresh_token !== other?.refresh_token &&
    (one?.refresh_expires_at - other?.refresh_expires_at ||
      (one?.renewed_at ?? 0) - (other?.renewed_at ?? 0)) > 0;

  channel?.addEventListener("message", ({ data: { asked, news, ended } }) => {
    if (asked && newer(current, asked)) channel.postMessage({ news: current });
    if (news && newer(news, known())) {
      keep(news);
      for (const job of [...hearing]) job(news);
    }
    if (ended && ended === known()?.session_id) {
      clear();
      for (const job of [...ending]) job();
    }
  });

  function listener(jobs) {
    return (job) => {
      jobs.add(job);
      return () => jobs.delete(job);
    };
  }

  return {
    /** @returns {{session_id: string, refresh_token: string, refresh_expires_at: number, email: string} | null} */
    read,
    write(session) {
      const news = { ...session, renewed_at: now() };
      keep(news);
      channel?.postMessage({ news });
    },
    /** @returns {Promise<object | null>} the session as another tab has it, if that is newer than `mine` */
    newest(mine) {
      const { session_id, refresh_expires_at, renewed_at } = mine;
      if (!channel) return Promise.resolve(null);
      return new Promise((resolve) => {
        const done = () => {
          hearing.delete(done);
          resolve(newer(current, mine) ? current : null);
        };
        hearing.add(done);
        let asks = outdated(mine) ? PATIENCE_MS / ASK_MS : 1;
        const ask = () => {
          if (!hearing.has(done)) return;
          if (asks-- === 0) return done();
          channel.postMessage({ asked: { session_id, refresh_expires_at, renewed_at } });
          setTimeout(ask, ASK_MS);
        };
        ask();
      });
    },
    /** Another tab has carried the session on. */
    onNews: listener(hearing),
    /** Another tab has signed out. */
    onEnd: listener(ending),
    clear,
    /** Signed out: the other tabs of the session are too. */
    end() {
      const session = known();
      clear();
      if (session) channel?.postMessage({ ended: session.session_id });
    },
  };
}

function parsed(text) {
  try {
    const kept = JSON.parse(text);
    return typeof kept?.refresh_token === "string" ? kept : null;
  } catch {
    return null;
  }
}
