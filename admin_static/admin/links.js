import { createApi } from "../../client/delivery/api.js";

/**
 * Joins by an invitation's link.
 * @param {{apiBase: string, env: object}} options
 * @param {{secret: string, name: string, password: string}} joining
 * @returns {Promise<object>} the session for createAdmin; rejects with ApiError
 */
export function acceptInvitation({ apiBase, env }, { secret, name, password }) {
  return createApi({ base: apiBase, env })("POST", "/admin/invitations/accept", null, {
    secret,
    name,
    password,
  });
}

/**
 * Sets a new password by a reset's link. All sessions of the account end.
 * @returns {Promise<{admin_id: string, device_token: string}>} rejects with ApiError
 */
export function resetPassword({ apiBase, env }, { secret, password }) {
  return createApi({ base: apiBase, env })("POST", "/admin/password-reset", null, { secret, password });
}
