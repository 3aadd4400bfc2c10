/**
 * An owner's calls about who answers for the site; each rejects with ApiError. `password`: the owner's own.
 * @param {(method: string, path: string, body?: object) => Promise<object>} call createAdmin's
 */
export function createTeam(call) {
  const pathOf = (adminId) => `/admin/team/${encodeURIComponent(adminId)}`;

  return {
    members: async () => (await call("GET", "/admin/team")).admins,
    /** They are signed out everywhere. @returns {Promise<object>} the admin as they are now */
    async changeRole(adminId, role, password) {
      return (await call("PATCH", pathOf(adminId), { role, password })).admin;
    },
    remove: (adminId, password) => call("DELETE", pathOf(adminId), { password }),
    /** They are signed out everywhere. @returns {Promise<{secret: string, expires_at: number}>} */
    allowReset: (adminId, password) => call("POST", `${pathOf(adminId)}/password-reset`, { password }),
    invitations: async () => (await call("GET", "/admin/invitations")).invitations,
    /** @returns {Promise<{invitation: object, secret: string}>} the secret is told only now */
    invite: (email, role, password) => call("POST", "/admin/invitations", { email, role, password }),
    async withdraw(invitationId) {
      await call("DELETE", `/admin/invitations/${encodeURIComponent(invitationId)}`).catch((error) => {
        // Withdrawn or accepted meanwhile: it is open no more.
        if (error.code !== "invitation_not_found") throw error;
      });
    },
  };
}
