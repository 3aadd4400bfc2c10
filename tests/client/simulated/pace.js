/** The visitor's bucket as the server keeps it: what is stored already is not asked about. */
export function simulatedPace({ log, now, atOnce, everyMs }) {
  const refilled = new Map();
  return {
    /** Takes a message out of the bucket, or @returns {number} the milliseconds to wait before it is asked again */
    wait(id, { client_id }) {
      if (log.get(id)?.log.some((message) => message.client_id === client_id)) return 0;
      const full = Math.max(refilled.get(id) ?? 0, now()) + everyMs;
      const early = full - now() - atOnce * everyMs;
      if (early <= 0) refilled.set(id, full);
      return early;
    },
  };
}
