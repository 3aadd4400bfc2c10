/** @import {AdminSession, Api} from "../../client/wire" */
/** @import {ApiError, Env} from "../../client/delivery/types" */
import { createApi, tokenRefused } from "../../client/delivery/api.js";

/**
 * @typedef {{apiBase: string, env: Env}} Server
 * @typedef {Pick<AdminSession, "session_id" | "refresh_token" | "refresh_expires_at"> & {site_id?: string}} KeptSession what survives a reload; `site_id`: of this tab, of an admin who has several
 * @typedef {ReturnType<typeof createTokens>} Tokens
 */

/**
 * The other tabs of the same session. `write` sends them a renewed session, `newest` resolves to theirs if it is newer
 * than `mine`, and `onNews` listens to sessions that they renew.
 * @typedef {{
 *   write: (session: AdminSession) => void, newest: (mine: KeptSession) => Promise<AdminSession | null>,
 *   onNews: (listener: (session: AdminSession) => void) => () => void,
 * }} OtherTabs
 */

const RENEW_BEFORE_MS = 60_000; // a token is renewed this long before it expires
const RENEW_EVERY_MS = 5 * 60_000; // but not more often than this, in case this computer's clock is wrong
const RENEWALS = 2; // for one call: a token from another tab may be out of date too

/** @type {OtherTabs} */
const NO_OTHER_TABS = { write() {}, newest: async () => null, onNews: () => () => {} };

/** @param {Server} server */
const apiOf = ({ apiBase, env }) => createApi({ base: apiBase, env });

/** An admin with one site never names it. @param {AdminSession} session @returns {AdminSession & {site_id?: string}} */
const withSite = (session) => (session.sites ? { ...session, site_id: session.site.id } : session);

/** True if the admin has to sign in again. @param {ApiError} error */
export const sessionOver = (error) => tokenRefused(error) || error.code === "session_revoked";

/**
 * @param {Server & {deviceTokens?: string[], siteId?: string}} options `deviceTokens`: from earlier sign-ins in this browser; `siteId`: where to go on
 * @param {{email: string, password: string, code?: string}} credentials `code`: of the second factor
 * @returns {Promise<AdminSession>} rejects with ApiError
 */
export function signIn({ deviceTokens = [], siteId, ...server }, { email, password, code }) {
  return apiOf(server)("POST", "/admin/session", null, {
    email,
    password,
    ...(code && { code }),
    ...(deviceTokens.length > 0 && { device_tokens: deviceTokens }),
    ...(siteId && { site_id: siteId }),
  });
}

/**
 * Joins the team with the secret of an invitation link.
 * @param {Server} server
 * @param {{secret: string, name: string, password: string}} joining
 * @returns {Promise<AdminSession>} rejects with ApiError
 */
export function acceptInvitation(server, { secret, name, password }) {
  return apiOf(server)("POST", "/admin/invitations/accept", null, { secret, name, password });
}

/**
 * Joins a team with the account of the present session, which goes on at the new site.
 * @param {Server & {shared?: OtherTabs}} options
 * @param {KeptSession} kept @param {string} secret of an invitation link
 * @returns {Promise<AdminSession>} rejects with ApiError
 */
export async function joinTeam({ shared = NO_OTHER_TABS, ...server }, kept, secret) {
  const api = apiOf(server);
  const session = await renewed(api, shared, kept);
  const { site_id } = await api("POST", "/admin/invitations/join", session.token, { secret });
  return renewed(api, shared, { ...session, site_id });
}

/**
 * Sets a new password with the secret of a reset link. Ends all sessions of the account. Rejects with ApiError.
 * @param {Server} server
 * @param {{secret: string, password: string}} reset
 */
export function resetPassword(server, { secret, password }) {
  return apiOf(server)("POST", "/admin/password-reset", null, { secret, password });
}

/**
 * Mails a reset link to the account with this address, if there is one. Rejects with ApiError.
 * @param {Server} server @param {string} email
 */
export function requestReset(server, email) {
  return apiOf(server)("POST", "/admin/password-reset/request", null, { email });
}

/**
 * Continues a session after the page was reloaded.
 * @param {Server & {shared?: OtherTabs}} options
 * @param {KeptSession} kept
 * @returns {Promise<AdminSession>} rejects with ApiError
 */
export function resumeSession({ shared = NO_OTHER_TABS, ...server }, kept) {
  return renewed(apiOf(server), shared, kept);
}

/**
 * Another tab's tokens if they are newer, and of the same site; otherwise renews, and sends the new tokens to the other
 * tabs.
 * @param {Api} api @param {OtherTabs} shared @param {KeptSession} mine
 */
async function renewed(api, shared, mine) {
  const newer = await shared.newest(mine);
  const { site_id } = mine;
  if (newer && (!site_id || newer.site.id === site_id)) return newer;
  const { refresh_token } = newer ?? mine;
  const fresh = await api("POST", "/admin/session/refresh", null, {
    refresh_token,
    ...(site_id && { site_id }),
  });
  shared.write(fresh);
  return fresh;
}

/**
 * The tokens of a session at one site, renewed before they expire or when the server refuses one.
 * @param {{
 *   api: Api, env: Env, session: AdminSession, shared?: OtherTabs, moved?: (session: AdminSession) => void,
 * }} parts `moved`: the admin does not belong to this site any more, and the session goes on at another one
 */
export function createTokens({ api, env, session, shared = NO_OTHER_TABS, moved = () => {} }) {
  const siteId = session.site.id;
  /** @type {AdminSession & {site_id?: string}} */
  let current = withSite(session);
  let renewedAt = env.now();
  /** @type {Promise<void> | null} */
  let renewing = null;
  const removeListener = shared.onNews(adopt);

  /** A tab at another site sends its tokens too: the refresh token is for both. @param {AdminSession} fresh */
  function adopt(fresh) {
    if (fresh.site.id === siteId) {
      current = withSite(fresh);
      renewedAt = env.now();
    } else {
      const { refresh_token, refresh_expires_at } = fresh;
      current = { ...current, refresh_token, refresh_expires_at, site_id: siteId };
    }
  }

  /** @param {AdminSession} fresh */
  function continued(fresh) {
    if (fresh.site.id !== siteId) moved(fresh);
    adopt(fresh);
  }

  function due() {
    const now = env.now();
    return current.expires_at - now < RENEW_BEFORE_MS && now - renewedAt >= RENEW_EVERY_MS;
  }

  function renew() {
    renewing ??= renewed(api, shared, current)
      .then(continued)
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  /**
   * @template T
   * @param {(token: string) => Promise<T>} call
   * @returns {Promise<T>}
   */
  function attempt(call, renewals = 0) {
    const used = current.token;
    return call(used).catch(async (/** @type {ApiError} */ error) => {
      const ended = error.code === "not_of_site" && !renewals;
      if (!(tokenRefused(error) || ended) || renewals === RENEWALS) throw error;
      if (current.token === used) await renew();
      return attempt(call, renewals + 1);
    });
  }

  return {
    /**
     * Makes a call with the current token, and again with a renewed one if it is refused. Rejects with ApiError.
     * @template T
     * @param {(token: string) => Promise<T>} call
     */
    async authorised(call) {
      // If renewing fails only temporarily, the current token may still be valid.
      if (due())
        await renew().catch((/** @type {ApiError} */ error) => error.transient || Promise.reject(error));
      return attempt(call);
    },
    stop: removeListener,
  };
}
