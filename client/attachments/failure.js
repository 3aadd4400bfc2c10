/**
 * Why an attempt failed, in the form of an `ApiError`, which is not loaded a second time for this.
 * @param {number} status
 * @param {string} [code] without one, the outbox tries again
 */
export const failure = (status, code) => Object.assign(new Error(code), { status, code, transient: !code });
