// A refresh token lives as long as its tab: a reload stays signed in, a closed tab does not (OWASP: never in
// localStorage). A duplicated tab has a copy of it, so the tabs of one session send each other the newest one.

/** @import {AdminSession} from "../../client/wire" */
/** @import {KnownDevices} from "./local_state.js" */
/** @import {TextStorage} from "./tolerant_storage.js" */
import { parsed } from "../../client/delivery/api.js";

const KEY = "porchlight.admin.session";
const NEWEST = "porchlight.admin.newest"; // when each session's newest refresh token expires; nothing secret
const MAX_SESSIONS = 10;
const ASK_MS = 100; // how long other tabs have to answer
const PATIENCE_MS = 3_000; // how long if one of them is known to have newer tokens: it may be busy or reloading

/**
 * @typedef {Pick<AdminSession, "session_id" | "refresh_token" | "refresh_expires_at"> & {renewed_at?: number}} Refresh
 * @typedef {Refresh & {email: string, site_id?: string}} StoredSession `site_id`: of this tab, of an admin who has several
 * @typedef {AdminSession & {renewed_at: number}} RenewedSession
 * @typedef {Pick<Refresh, "session_id" | "refresh_expires_at" | "renewed_at">} Version
 * @typedef {{request?: Version, news?: RenewedSession, ended?: string}} TabMessage
 * @typedef {ReturnType<typeof createSessionStore>} SessionStore
 */

/**
 * @param {{
 *   storage: TextStorage, shared?: TextStorage, channel: BroadcastChannel | null, devices?: KnownDevices,
 *   now: () => number, setTimeout: (job: () => void, ms: number) => unknown,
 * }} parts `storage` is the tab's, `shared` the browser's
 */
export function createSessionStore({ storage, shared, channel, devices, now, setTimeout }) {
  /** @type {Set<(session: RenewedSession) => void>} */
  const newsListeners = new Set();
  /** @type {Set<() => void>} */
  const endListeners = new Set();
  /** @type {RenewedSession | null} with its access token: in memory only */
  let current = null;
  let ownSite = ""; // of this tab, from its last own entry

  const send = (/** @type {TabMessage} */ message) => channel?.postMessage(message);

  /** @returns {StoredSession | null} */
  function read() {
    /** @type {StoredSession | null} */
    const stored = parsed(storage.getItem(KEY));
    const valid = typeof stored?.refresh_token === "string" && stored.refresh_expires_at > now();
    return valid ? stored : null;
  }

  /** Of another tab's session, this tab's site stays. @param {RenewedSession} session @param {string} [siteId] */
  function keep(session, siteId = session.sites && session.site.id) {
    const { session_id, refresh_token, refresh_expires_at, renewed_at, admin, device_token } = session;
    current = session;
    devices?.keep(admin.id, device_token);
    noteExpiry(session_id, refresh_expires_at);
    /** @type {StoredSession} */
    const stored = { session_id, refresh_token, refresh_expires_at, renewed_at, email: admin.email };
    if (siteId) stored.site_id = siteId;
    storage.setItem(KEY, JSON.stringify(stored));
  }

  function notedExpiries() {
    /** @type {[sessionId: string, expiresAt: number][] | null | undefined} */
    const noted = shared && parsed(shared.getItem(NEWEST));
    return Array.isArray(noted) ? noted.filter((each) => Array.isArray(each)) : [];
  }

  /** @param {string} sessionId @param {number} expiresAt */
  function noteExpiry(sessionId, expiresAt) {
    const before = notedExpiries();
    if (before.some(([id, at]) => id === sessionId && at >= expiresAt)) return;
    const others = before.filter(([id]) => id !== sessionId);
    shared?.setItem(NEWEST, JSON.stringify([[sessionId, expiresAt], ...others].slice(0, MAX_SESSIONS)));
  }

  const isOutdated = (/** @type {Version} */ { session_id, refresh_expires_at }) =>
    notedExpiries().some(([id, at]) => id === session_id && at > refresh_expires_at);

  function clear() {
    current = null;
    storage.removeItem(KEY);
  }

  /** The storage may have been cleared while the page is open. */
  const known = () => read() ?? current;

  channel?.addEventListener("message", (/** @type {MessageEvent<TabMessage>} */ { data }) => {
    const { request, news, ended } = data;
    if (current && request && isNewer(current, request)) send({ news: current });
    if (news && isNewer(news, known())) {
      keep(news, read()?.site_id || (news.sites && ownSite) || undefined);
      for (const listener of [...newsListeners]) listener(news);
    }
    if (ended && ended === known()?.session_id) {
      clear();
      for (const listener of [...endListeners]) listener();
    }
  });

  return {
    read,
    /** Stores a session and sends it to its other tabs. @param {AdminSession} session */
    write(session) {
      const news = { ...session, renewed_at: now() };
      ownSite = session.site.id;
      keep(news);
      send({ news });
    },
    /**
     * Asks the other tabs for a newer version of a session.
     * @param {Refresh} mine
     * @returns {Promise<RenewedSession | null>} null if no tab has one
     */
    newest(mine) {
      const { session_id, refresh_expires_at, renewed_at } = mine;
      if (!channel) return Promise.resolve(null);
      return new Promise((resolve) => {
        const done = () => {
          newsListeners.delete(done);
          resolve(current && isNewer(current, mine) ? current : null);
        };
        newsListeners.add(done);
        let attempts = isOutdated(mine) ? PATIENCE_MS / ASK_MS : 1;
        const ask = () => {
          if (!newsListeners.has(done)) return;
          if (attempts-- === 0) return done();
          send({ request: { session_id, refresh_expires_at, renewed_at } });
          setTimeout(ask, ASK_MS);
        };
        ask();
      });
    },
    /**
     * Listens for sessions that another tab has renewed. Returns a function that stops listening.
     * @param {(session: RenewedSession) => void} listener
     */
    onNews(listener) {
      newsListeners.add(listener);
      return () => newsListeners.delete(listener);
    },
    /** Listens for a sign-out in another tab. Returns a function that stops listening. @param {() => void} listener */
    onEnd(listener) {
      endListeners.add(listener);
      return () => endListeners.delete(listener);
    },
    clear,
    /** Clears the session and signs out its other tabs. */
    end() {
      const session = known();
      clear();
      if (session) send({ ended: session.session_id });
    },
  };
}

/**
 * Whether `one` is a later version of the same session. Expiry times have whole seconds, in which a session may be
 * renewed twice: then this machine's clock decides.
 * @param {Version & {refresh_token?: string}} one
 * @param {(Version & {refresh_token?: string}) | null} other
 */
function isNewer(one, other) {
  if (one.session_id !== other?.session_id || one.refresh_token === other.refresh_token) return false;
  const seconds = one.refresh_expires_at - other.refresh_expires_at;
  return (seconds || (one.renewed_at ?? 0) - (other.renewed_at ?? 0)) > 0;
}
