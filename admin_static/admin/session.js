import { createApi, tokenRefused } from "../../client/delivery/api.js";

const EARLY_MS = 60_000; // so long before a token runs out, it is renewed
const SELDOM_MS = 5 * 60_000; // and no more often, whatever this machine's clock says
const RENEWALS = 2; // for one call: another tab's token may be an old one too

/** For a page that is the only one of its session. */
const ALONE = { write() {}, newest: async () => null, onNews: () => () => {} };

/** @param {ApiError} error does it say that one has to sign in again? */
export const sessionOver = (error) => tokenRefused(error) || error.code === "session_revoked";

/**
 * @param {{apiBase: string, env: object, deviceTokens?: string[]}} options `deviceTokens`: what earlier sign-ins in this
 *   browser answered as `device_token`
 * @param {{email: string, password: string, code?: string}} credentials `code`: of the second factor, if there is one
 * @returns {Promise<object>} the session for createAdmin; rejects with ApiError
 */
export async function signIn({ apiBase, env, deviceTokens = [] }, { email, password, code }) {
  const credentials = code ? { email, password, code } : { email, password };
  const ask = (body) => createApi({ base: apiBase, env })("POST", "/admin/session", null, body);
  if (deviceTokens.length === 0) return ask(credentials);
  try {
    return await ask({ ...credentials, device_tokens: deviceTokens });
  } catch (error) {
    // After a rollback: the version before knows no such field.
    if (error.code !== "field_unknown") throw error;
    return ask(credentials);
  }
}

/**
 * Goes on with a session that an earlier page has kept.
 * @param {{apiBase: string, env: object, shared?: object}} options
 * @param {{refresh_token: string, refresh_expires_at: number, session_id: string}} kept
 * @returns {Promise<object>} the session for createAdmin; rejects with ApiError
 */
export function carryOn({ apiBase, env, shared = ALONE }, kept) {
  return next(createApi({ base: apiBase, env }), shared, kept);
}

/** Another tab's tokens if it has newer ones; else one's own are used, and the other tabs told. */
async function next(api, shared, mine) {
  const newer = await shared.newest(mine);
  if (newer) return newer;
  const fresh = await api("POST", "/admin/session/refresh", null, { refresh_token: mine.refresh_token });
  shared.write(fresh);
  return fresh;
}

/**
 * The tokens of a session, renewed before they run out or when one is refused.
 * @param {{api: Function, env: object, session: object, shared?: object}} parts `shared`: with the tabs of the same
 *   session: `write(session)` keeps and tells, `newest(session)` resolves to a newer one or null, `onNews(fn)` hears
 */
export function createTokens({ api, env, session, shared = ALONE }) {
  let current = session;
  let renewedAt = env.now();
  let renewing = null;
  const offNews = shared.onNews(adopt);

  function adopt(fresh) {
    current = fresh;
    renewedAt = env.now();
  }

  function due() {
    const now = env.now();
    return current.expires_at - now < EARLY_MS && now - renewedAt >= SELDOM_MS;
  }

  function renew() {
    renewing ??= next(api, shared, current)
      .then(adopt)
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  return {
    /** Makes a call with a token, again with the next one if it is refused. Rejects with ApiError. */
    async authorised(call) {
      // What fails for now fails for the call too, if its token is not good any more.
      if (due()) await renew().catch((error) => error.transient || Promise.reject(error));
      for (let renewals = 0; ; renewals++) {
        const used = current.token;
        try {
          return await call(used);
        } catch (error) {
          if (!tokenRefused(error) || renewals === RENEWALS) throw error;
          if (current.token === used) await renew();
        }
      }
    },
    stop: offNews,
  };
}
