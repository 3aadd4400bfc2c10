/**
 * An owner's reading of the audit log; rejects with ApiError.
 * @param {(method: string, path: string) => Promise<object>} call createAdmin's
 */
export const createAudit = (call) => ({
  /** @param {string} [before] a page's `older` @returns {Promise<{entries: object[], older: string | null}>} */
  page: (before) => call("GET", `/admin/audit?limit=50${before ? `&before=${before}` : ""}`),
});
