import { parsed } from "./json.js";

/** A request that did not bring what was asked for. Everything that goes wrong with HTTP becomes one of these. */
export class ApiError extends Error {
  /**
   * @param {number} status HTTP status, 0 when no answer came
   * @param {{code?: string, message?: string, field?: string}} error the answer's `error` object
   * @param {number | null} retryAfter seconds that the server asks to be left alone
   */
  constructor(status, { code, message, field } = {}, retryAfter = null) {
    super(message);
    this.status = status;
    this.code = code ?? (status ? "unreadable" : "network");
    this.field = field ?? null;
    this.retryAfter = retryAfter;
    // An answer without a code is not our server's: a proxy's, or the gateway's own. Worth asking again.
    this.transient = !code || status === 408 || status === 429 || status >= 500;
    // The server is reached and has too much to do. `too_many_…` is about this caller's own pace.
    this.busy = status >= 500 || (status === 429 && !/^too_many/.test(code));
  }
}

/** @param {ApiError} error is this a token that the server no longer takes? */
export const tokenRefused = (error) => error.status === 401 && /^token_/.test(error.code);

/**
 * A POST is sent as text with its token in the body. No browser sends a preflight for that, whatever the address
 * (docs/protocol.md, "Calls without a preflight"). The other methods do need one; pages use them rarely.
 * @param {{base: string, env: object, timeoutMs?: number}} options
 * @returns {(method: string, path: string, token?: string | null, body?: object) => Promise<object>}
 *   the parsed answer; rejects with ApiError only
 */
export function createApi({ base, env, timeoutMs = 15_000 }) {
  return async function request(method, path, token, body) {
    const aborter = new AbortController();
    const timer = env.setTimeout(() => aborter.abort(), timeoutMs);
    const simple = method === "POST";
    const headers = {};
    if (simple) headers["Content-Type"] = "text/plain;charset=UTF-8";
    else if (body) headers["Content-Type"] = "application/json";
    if (token && !simple) headers.Authorization = `Bearer ${token}`;
    const sent = simple ? { ...body, ...(token && { token }) } : body;
    let response;
    let text;
    try {
      response = await env.fetch(base + path, {
        method,
        headers,
        body: sent && JSON.stringify(sent),
        credentials: "omit",
        signal: aborter.signal,
      });
      text = await response.text();
    } catch {
      throw new ApiError(response?.status ?? 0);
    } finally {
      env.clearTimeout(timer);
    }
    const answer = parsed(text);
    if (response.ok && answer) return answer;
    const seconds = Number(response.headers.get("Retry-After"));
    throw new ApiError(response.status, answer?.error, seconds > 0 ? seconds : null);
  };
}
