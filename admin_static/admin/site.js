/**
 * An owner's calls about the site's settings; each rejects with ApiError.
 * @param {(method: string, path: string, body?: object) => Promise<object>} call createAdmin's
 */
export const createSite = (call) => ({
  read: async () => (await call("GET", "/admin/site")).site,
  /** @param {object} changes what is not named stays @returns {Promise<object>} the site as it is now */
  change: async (changes) => (await call("PATCH", "/admin/site", changes)).site,
  /** @param {number} overlapDays so long the one before is good too @returns {Promise<object>} the site */
  async replaceWidgetToken(overlapDays) {
    return (await call("POST", "/admin/site/widget-token", { overlap_days: overlapDays })).site;
  },
  /** @returns {Promise<{identity_secret: string, site: object}>} the secret is told only now */
  replaceIdentitySecret: (overlapDays, password) =>
    call("POST", "/admin/site/identity-secret", { overlap_days: overlapDays, password }),
});
