/**
 * An admin's calls about their own account; each rejects with ApiError.
 * @param {(method: string, path: string, body?: object) => Promise<object>} call createAdmin's
 */
export const createAccount = (call) => ({
  /** All other sessions of the account end. @returns {Promise<{admin_id: string, device_token: string}>} */
  changePassword: (current, password) => call("POST", "/admin/password", { current, password }),
  /** @returns {Promise<{secret: string, uri: string}>} nothing changes before a code of it is confirmed */
  offerSecondFactor: (password) => call("POST", "/admin/second-factor", { password }),
  /** @returns {Promise<string[]>} the recovery codes, told only now */
  async confirmSecondFactor(code) {
    return (await call("POST", "/admin/second-factor/confirm", { code })).recovery_codes;
  },
  endSecondFactor: (password) => call("DELETE", "/admin/second-factor", { password }),
  /** @returns {Promise<object[]>} the one used last first */
  sessions: async () => (await call("GET", "/admin/sessions")).sessions,
  async endSession(sessionId) {
    await call("DELETE", `/admin/sessions/${encodeURIComponent(sessionId)}`).catch((error) => {
      // It is over already: that is what was asked for.
      if (error.code !== "session_not_found") throw error;
    });
  },
  /** This one too. */
  endAllSessions: () => call("DELETE", "/admin/sessions"),
});
