/**
 * API Gateway's throttle in front of the simulated server: a token bucket for calls and one for WebSocket handshakes,
 * as deployment/api_gateway.py sets them. What does not fit is answered 429 by the gateway itself.
 */
export function simulatedGateway({ time, server, rate = 50, burst = 200, retryAfter = 5 }) {
  const calls = bucket(time, rate, burst);
  const handshakes = bucket(time, rate, burst);
  const offered = []; // {at, path, refused}
  let open = true;
  server.sockets.admit(() => open || handshakes());

  function refusal() {
    const body = JSON.stringify({ error: { code: "throttled", message: "Too many requests." } });
    const headers = new Headers({ "Retry-After": String(retryAfter) });
    return { ok: false, status: 429, headers, text: async () => body };
  }

  return {
    offered,
    /** From now on the limits apply. */
    close() {
      open = false;
    },
    async fetch(url, init) {
      const refused = !open && !calls();
      offered.push({ at: time.now(), path: new URL(url).pathname, refused });
      if (!refused) return server.fetch(url, init);
      await new Promise((resolve) => time.setTimeout(resolve, 10));
      return refusal();
    },
  };
}

function bucket(time, rate, burst) {
  let tokens = burst;
  let filledAt = time.now();
  return () => {
    const now = time.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) * rate) / 1000);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
