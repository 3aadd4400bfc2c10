/**
 * @import {Api, AuthorisedCall, Identity, Message, SendMessage, VisitorSession} from "../../client/wire"
 * @import {ApiError, Env} from "../../client/delivery/types"
 */
import { parsed, tokenRefused } from "../../client/delivery/api.js";
import { createRetry } from "../../client/delivery/retry.js";

/** Nothing of this browser opens a conversation any more: the writer of a message decides what becomes of it. */
export const GONE = { code: "conversation_changed", transient: false };

/**
 * The visitor's session, and the calls made with it. From the first send on, and only then, its token is in storage, so
 * that other tabs and later pages find the conversation. The page keeps a copy, because a host page may clear the storage.
 * A verified visitor always has a conversation: the stored token only says which one.
 *
 * A token is for one conversation. Under `key` is that of the one that later pages open; under `key` and an id are those of
 * conversations that this browser has left, for what is not sent yet.
 *
 * @typedef {Pick<VisitorSession, "token" | "conversation_id">} Saved
 * @param {{
 *   env: Env, api: Api, widgetToken: string, identity: Identity | null, key: string,
 *   onSession: (session: VisitorSession, existing: boolean) => void, onClaimed: () => void,
 *   onRefused: (error: ApiError) => void, onResult: (error?: ApiError) => void,
 * }} parts `onSession`: `existing` if it may have messages already; `onRefused`: there is no session for this page, and no
 *   more calls are made; `onResult`: how a request ended
 */
export function createSession({
  env,
  api,
  widgetToken,
  identity,
  key,
  onSession,
  onClaimed,
  onRefused,
  onResult,
}) {
  const retry = createRetry(env, connect, { capMs: 5_000 });
  /** @type {VisitorSession | null} */
  let session = null;
  /** @type {Saved | null} the page's copy */
  let own = saved();
  let running = false;
  /** @type {Promise<void> | null} */
  let renewing = null;

  /** @returns {Saved | null} what an earlier page or another tab has stored */
  function saved() {
    return parsed(env.storage.get(key));
  }

  /** For what happens only after a session was opened. */
  const current = () => /** @type {VisitorSession} */ (session);

  async function connect() {
    try {
      await renew();
    } catch (caught) {
      if (!running) return;
      const error = /** @type {ApiError} */ (caught);
      onResult(error);
      retry.later(error);
    }
  }

  function renew() {
    const before = session;
    renewing ??= open()
      .then(
        (opened) => {
          // The page may have gone to another conversation meanwhile.
          if (session === before) adopt(opened);
        },
        (error) => {
          if (running && !error.transient) refuse(error);
          throw error;
        },
      )
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  /** @param {string} [token] */
  const begin = (token) =>
    api("POST", "/chatbot/session", token, { widget_token: widgetToken, ...(identity && { identity }) });

  /** @returns {Promise<{answer: VisitorSession, existing: boolean}>} */
  async function open() {
    for (;;) {
      const before = newestSaved();
      try {
        const answer = await begin(before?.token);
        const existing = Boolean(identity || before);
        // If another tab has claimed a conversation meanwhile, it is this tab's too.
        if (existing || !saved()) return { answer, existing };
      } catch (error) {
        if (!before || !tokenRefused(/** @type {ApiError} */ (error))) throw error;
        own = null;
        if (saved()?.token === before.token) env.storage.remove(key);
      }
    }
  }

  /** Another tab may have stored a newer token of the same conversation. */
  function newestSaved() {
    const stored = saved();
    return own && own.conversation_id !== stored?.conversation_id ? own : stored;
  }

  /** @param {{answer: VisitorSession, existing: boolean}} opened */
  function adopt({ answer, existing }) {
    if (!running) return;
    session = answer;
    if (!existing) own = null;
    else if (!identity || own) save(answer);
    retry.reset();
    onResult();
    onSession(answer, existing);
  }

  /** @param {ApiError} error */
  function refuse(error) {
    stop();
    onRefused(error);
  }

  function stop() {
    running = false;
    retry.stop();
  }

  /** @param {Saved} opened */
  function save({ token, conversation_id }) {
    own = { token, conversation_id };
    if ((saved() ?? own).conversation_id === conversation_id) store();
  }

  /** Later pages open the page's conversation. */
  const store = () => env.storage.set(key, JSON.stringify(own));

  /** @param {Saved | null} left */
  function keep(left) {
    if (left) env.storage.set(`${key}.${left.conversation_id}`, JSON.stringify(left));
  }

  /** @type {AuthorisedCall} */
  async function callOnce(method, path, body) {
    try {
      const answer = await api(method, path, current().token, body);
      onResult();
      return answer;
    } catch (caught) {
      const error = /** @type {ApiError} */ (caught);
      if (!error.status || error.busy) onResult(error);
      // There is no chat on this page. API Gateway or a proxy may refuse a single call with the same status.
      if (running && error.status === 403 && !error.transient && !/^gateway/.test(error.code)) refuse(error);
      throw error;
    }
  }

  /** @type {AuthorisedCall} */
  async function call(method, path, body) {
    const used = current();
    try {
      return await callOnce(method, path, body);
    } catch (error) {
      if (!tokenRefused(/** @type {ApiError} */ (error))) throw error;
      if (session === used) await renew();
      // The new token may be for another conversation than the request was meant for.
      if (current().conversation_id !== used.conversation_id) throw error;
      return callOnce(method, path, body);
    }
  }

  return {
    /** The session; null before the first one. */
    current,
    /** Whether the visitor has a conversation. */
    get claimed() {
      return Boolean(identity || own);
    },
    saved,
    /**
     * Makes the session's conversation the visitor's one in every tab, by storing its token. Tabs that do so at the same
     * moment take turns: the first one wins, the others follow. Where the browser has no locks (a page without HTTPS), two
     * tabs whose storage does not yet show each other's writes, for some milliseconds, may each claim a conversation; both
     * are delivered, and a reload finds the later one.
     */
    claim() {
      const claimed = current();
      const job = () => {
        if (!running || session !== claimed) return;
        const stored = saved();
        if (stored && stored.conversation_id !== claimed.conversation_id) return retry.wake();
        save(claimed);
        onClaimed();
      };
      if (env.lock) env.lock(key, job);
      else job();
    },
    /**
     * Stores the token again if the storage was cleared.
     * @param {boolean} written a verified visitor has written: the next page needs to know that
     */
    restore(written) {
      if (saved()) return;
      if (own) store();
      else if (written) save(current());
    },
    /**
     * Goes to another conversation of the visitor.
     * @param {VisitorSession} opened
     * @param {boolean} existing
     */
    move(opened, existing) {
      keep(own);
      session = opened;
      const { token, conversation_id } = opened;
      own = { token, conversation_id };
      onSession(opened, existing);
    },
    /** Later pages open this conversation. */
    stay() {
      keep(saved());
      keep(own);
      store();
    },
    /**
     * Posts to a conversation that this browser has left. Rejects with GONE if it cannot be opened any more.
     * @type {(id: string, path: "/chatbot/message", body: SendMessage) => Promise<{message: Message}>}
     */
    async postTo(id, path, body) {
      /** @type {Saved | null} */
      const left = parsed(env.storage.get(`${key}.${id}`));
      if (!left) throw GONE;
      const { token, conversation_id } = await begin(left.token).catch((error) => {
        throw tokenRefused(error) ? GONE : error;
      });
      if (conversation_id !== id) throw GONE;
      return api("POST", path, token, body);
    },
    start() {
      if (running) return;
      running = true;
      connect();
    },
    /** Requests the session again now, unless the server asked to wait. */
    retryNow: retry.wake,
    stop,
    /** A call with the token, which is renewed once if it is refused. Rejects with ApiError. */
    call,
  };
}
