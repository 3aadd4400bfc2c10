/**
 * @import {AnswerOf, Api, Message, Refusal} from "../wire"
 * @import {Env, Outcome, Refused, RetryLater} from "./types"
 */

/** A request that failed: refused by the server, or not answered. */
export class ApiError extends Error {
  /**
   * @param {number} status HTTP status, 0 if no answer came
   * @param {Partial<Refusal["error"]>} error
   * @param {number | null} retryAfter in seconds, from the answer's header
   */
  constructor(status, { code, message, field } = {}, retryAfter = null) {
    super(message);
    this.status = status;
    this.code = code ?? (status ? "unreadable" : "network");
    this.field = field ?? null;
    this.retryAfter = retryAfter;
    /** Whether the same request may succeed later. An answer without a code is a proxy's, not our server's. */
    this.transient = !code || status === 408 || status === 429 || status >= 500;
    /** Whether the server is overloaded. `too_many_…` is a limit on this caller only. */
    this.busy = status >= 500 || (status === 429 && !/^too_many/.test(this.code));
  }
}

/** @param {ApiError} error */
export const tokenRefused = (error) => error.status === 401 && /^token_/.test(error.code);

/**
 * A POST is sent as text with its token in the body, so that browsers send no preflight for it (docs/protocol.md,
 * "Calls without a preflight"). The other methods need one; pages use them rarely.
 * @param {{base: string, env: Env, timeoutMs?: number}} options
 * @returns {Api} rejects with ApiError only
 */
export function createApi({ base, env, timeoutMs = 15_000 }) {
  return async function request(method, path, token, body) {
    const aborter = new AbortController();
    const timer = env.setTimeout(() => aborter.abort(), timeoutMs);
    const simple = method === "POST";
    /** @type {Record<string, string>} */
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
    /** @type {(AnswerOf<typeof method, typeof path> & Partial<Refusal>) | null} */
    const answer = parsed(text);
    if (response.ok && answer) return answer;
    const seconds = Number(response.headers.get("Retry-After"));
    throw new ApiError(response.status, answer?.error, seconds > 0 ? seconds : null);
  };
}

/**
 * Makes one attempt to send an entry.
 * @param {() => Promise<Message>} post
 * @returns {Promise<Outcome>}
 */
export const outcomeOf = (post) =>
  post().then((message) => (message?.id ? { type: "stored", message } : { type: "retry_later" }), failed);

/**
 * @param {ApiError} error
 * @returns {RetryLater | Refused}
 */
export function failed(error) {
  const { code, status, transient } = error;
  if (transient !== false || status === 401) return { type: "retry_later", error };
  // 400 is about the message itself. Anything else is about a state that may change.
  return { type: "refused", failure: { code, retryable: status !== 400 } };
}

/**
 * @template T the type that the caller expects
 * @param {string | null | undefined} text
 * @returns {T | null} null if the text is not JSON
 */
export function parsed(text) {
  try {
    return JSON.parse(/** @type {string} */ (text));
  } catch {
    return null;
  }
}
