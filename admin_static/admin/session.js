/** @import {AdminSession, Api} from "../../client/wire" */
/** @import {ApiError, Env} from "../../client/delivery/types" */
import { createApi, tokenRefused } from "../../client/delivery/api.js";

/**
 * @typedef {{apiBase: string, env: Env}} Server
 * @typedef {Pick<AdminSession, "session_id" | "refresh_token" | "refresh_expires_at">} KeptSession what survives a reload
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

/** True if the admin has to sign in again. @param {ApiError} error */
export const sessionOver = (error) => tokenRefused(error) || error.code === "session_revoked";

/**
 * @param {Server & {deviceTokens?: string[]}} options `deviceTokens`: from earlier sign-ins in this browser
 * @param {{email: string, password: string, code?: string}} credentials `code`: of the second factor
 * @returns {Promise<AdminSession>} rejects with ApiError
 */
export function signIn({ deviceTokens = [], ...server }, { email, password, code }) {
  return apiOf(server)("POST", "/admin/session", null, {
    email,
    password,
    ...(code && { code }),
    ...(deviceTokens.length > 0 && { device_tokens: deviceTokens }),
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
 * Another tab's tokens if they are newer; otherwise renews, and sends the new tokens to the other tabs.
 * @param {Api} api @param {OtherTabs} shared @param {KeptSession} mine
 */
async function renewed(api, shared, mine) {
  const newer = await shared.newest(mine);
  if (newer) return newer;
  const fresh = await api("POST", "/admin/session/refresh", null, { refresh_token: mine.refresh_token });
  shared.write(fresh);
  return fresh;
}

/**
 * The tokens of a session, renewed before they expire or when the server refuses one.
 * @param {{api: Api, env: Env, session: AdminSession, shared?: OtherTabs}} parts
 */
export function createTokens({ api, env, session, shared = NO_OTHER_TABS }) {
  let current = session;
  let renewedAt = env.now();
  /** @type {Promise<void> | null} */
  let renewing = null;
  const removeListener = shared.onNews(adopt);

  /** @param {AdminSession} fresh */
  function adopt(fresh) {
    current = fresh;
    renewedAt = env.now();
  }

  function due() {
    const now = env.now();
    return current.expires_at - now < RENEW_BEFORE_MS && now - renewedAt >= RENEW_EVERY_MS;
  }

  function renew() {
    renewing ??= renewed(api, shared, current)
      .then(adopt)
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
      if (!tokenRefused(error) || renewals === RENEWALS) throw error;
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
