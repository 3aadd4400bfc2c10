import { tokenRefused } from "../../client/delivery/api.js";
import { parsed } from "../../client/delivery/json.js";
import { createRetry } from "../../client/delivery/retry.js";

const UNAVAILABLE = new Set([
  "origin_not_allowed",
  "widget_token_invalid",
  "site_disabled",
  "identity_required",
  "visitor_blocked",
]);

/**
 * The visitor's session, and the calls made with it. Its token is in storage from the first send on and only then:
 * it is the way back to the conversation after a reload, and for the other tabs. The page keeps a copy, since a host
 * page may clear the storage. A verified visitor always has a conversation to ask for; the stored token is not used for
 * them.
 * @param {{
 *   env: object, api: Function, widgetToken: string, identity: object | null, key: string,
 *   adopted: (kept: boolean) => void, began: () => void, refused: (error: object) => void,
 *   reached: (error?: object) => void,
 * }} parts `adopted`: there is a session, `kept` when it is the stored conversation's; `began`: the way back is stored;
 *   `refused`: there is none to be had now, and the visit has stopped
 */
export function createVisit({ env, api, widgetToken, identity, key, adopted, began, refused, reached }) {
  const stored = () => parsed(env.storage.get(key));
  const retry = createRetry(env, connect, { capMs: 5_000 });
  let session = null;
  let own = stored(); // the way back as this page knows it
  let running = false;
  let renewing = null;

  async function connect() {
    try {
      await renew();
    } catch (error) {
      if (!running) return;
      reached(error);
      retry.later(error);
    }
  }

  function renew() {
    renewing ??= open()
      .then(adopt, denied)
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  async function open() {
    for (;;) {
      const before = wayBack();
      try {
        const asked = { widget_token: widgetToken };
        if (identity)
          return { answer: await api("POST", "/chatbot/session", null, { ...asked, identity }), kept: true };
        const answer = await api("POST", "/chatbot/session", before?.token, asked);
        // Another tab may have begun a conversation meanwhile: then it is ours too.
        if (before || !stored()) return { answer, kept: before !== null };
      } catch (error) {
        if (!before || !tokenRefused(error)) throw error;
        own = null;
        if (stored()?.token === before.token) env.storage.remove(key);
      }
    }
  }

  /** Another tab may have stored a newer token of the same conversation. */
  function wayBack() {
    const there = stored();
    return own && own.conversation_id !== there?.conversation_id ? own : there;
  }

  function adopt({ answer, kept }) {
    if (!running) return;
    session = answer;
    if (!kept) own = null;
    else if (!identity || own) keep();
    retry.reset();
    reached();
    adopted(kept);
  }

  function denied(error) {
    if (running && !error.transient) refuse(error);
    throw error;
  }

  function refuse(error) {
    stop();
    refused(error);
  }

  function stop() {
    running = false;
    retry.stop();
  }

  /**
   * Stores the way back. Tabs that begin in the same instant take turns: the first one begins, the others follow it.
   * Where the browser has no locks (a page without HTTPS), two tabs whose storage does not yet show each other's
   * writes, some milliseconds, may each begin a conversation; both are delivered, and a reload finds the later one.
   */
  function begin() {
    const mine = session;
    const inTurn = () => {
      if (!running || session !== mine) return;
      const there = stored();
      if (there && there.conversation_id !== mine.conversation_id) return retry.wake();
      keep();
      began();
    };
    if (env.lock) env.lock(key, inTurn);
    else inTurn();
  }

  function keep() {
    const { token, conversation_id } = session;
    own = { token, conversation_id };
    if ((stored() ?? own).conversation_id === conversation_id) env.storage.set(key, JSON.stringify(own));
  }

  async function authorised(method, path, body) {
    try {
      const answer = await api(method, path, session.token, body);
      reached();
      return answer;
    } catch (error) {
      if (!error.status || error.busy) reached(error);
      if (running && UNAVAILABLE.has(error.code)) refuse(error);
      throw error;
    }
  }

  return {
    get session() {
      return session;
    },
    /** Is there a conversation to ask for? */
    get begun() {
      return Boolean(identity || own);
    },
    /** @returns {{token: string, conversation_id: string} | null} what an earlier page or another tab has begun */
    stored,
    begin,
    /**
     * The way back is in storage, whoever has cleared it.
     * @param {boolean} written a verified visitor has written, here or elsewhere: the next page needs to know
     */
    hold(written) {
      if (stored()) return;
      if (own) env.storage.set(key, JSON.stringify(own));
      else if (written) keep();
    },
    start() {
      if (running) return;
      running = true;
      connect();
    },
    /** Asks for the session again: now, unless the server asked to be left alone. */
    again: retry.wake,
    stop,
    /** A call with the token; one that is refused is renewed once. Rejects with ApiError. */
    async call(method, path, body) {
      const used = session;
      try {
        return await authorised(method, path, body);
      } catch (error) {
        if (!tokenRefused(error)) throw error;
        if (session === used) await renew();
        // The new token may be of another conversation than the request was meant for.
        if (session.conversation_id !== used.conversation_id) throw error;
        return authorised(method, path, body);
      }
    },
  };
}
