/**
 * An owner's calls about who answers for the site; each rejects with ApiError.
 * @param {(method: string, path: string, body?: object) => Promise<object>} call createAdmin's
 */
export function createTeam(call) {
  const pathOf = (adminId) => `/admin/team/${encodeURIComponent(adminId)}`;

  return {
    members: async () => (await call("GET", "/admin/team")).admins,
    /** They are signed out everywhere. @returns {Promise<object>} the admin as they are now */
    changeRole: async (adminId, role) => (await call("PATCH", pathOf(adminId), { role })).admin,
    remove: (adminId) => call("DELETE", pathOf(adminId)),
    /** They are signed out everywhere. @returns {Promise<{secret: string, expires_at: number}>} */
    allowReset: (adminId) => call("POST", `${pathOf(adminId)}/password-reset`),
    invitations: async () => (await call("GET", "/admin/invitations")).invitations,
    /** @returns {Promise<{invitation: object, secret: string}>} the secret is told only now */
    invite: (email, role) => call("POST", "/admin/invitations", { email, role }),
    async withdraw(invitationId) {
      await call("DELETE", `/admin/invitations/${encodeURIComponent(invitationId)}`).catch((error) => {
        // Withdrawn or accepted meanwhile: it is open no more.
        if (error.code !== "invitation_not_found") throw error;
      });
    },
  };
}
