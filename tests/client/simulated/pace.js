/** The server's rate limit for a visitor. A message that is stored already is not limited. */
export function simulatedPace({ log, now, atOnce, everyMs }) {
  const refilled = new Map();
  return {
    /** Counts a message. @returns {number} the milliseconds to wait before it may be sent; 0 or less: none */
    wait(id, { client_id }) {
      if (log.get(id)?.log.some((message) => message.client_id === client_id)) return 0;
      const full = Math.max(refilled.get(id) ?? 0, now()) + everyMs;
      const early = full - now() - atOnce * everyMs;
      if (early <= 0) refilled.set(id, full);
      return early;
    },
  };
}
