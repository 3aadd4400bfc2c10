import { tokenRefused } from "./api.js";
import { parsed } from "./json.js";
import { createRetry } from "./retry.js";

const UNAVAILABLE = new Set(["origin_not_allowed", "widget_token_invalid", "site_disabled"]);

/**
 * The visitor's session, and the calls made with it. Its token is in storage from the first send on and only then:
 * there lies the way back to the conversation after a reload, and for the other tabs.
 * @param {{
 *   env: object, api: Function, widgetToken: string, key: string,
 *   adopted: (kept: boolean) => void, refused: (error: object) => void, reached: (answered: boolean) => void,
 * }} parts `adopted`: there is a session, `kept` when it is the stored conversation's; `refused`: there will be none
 */
export function createVisit({ env, api, widgetToken, key, adopted, refused, reached }) {
  const stored = () => parsed(env.storage.get(key));
  const retry = createRetry(env, connect, { capMs: 5_000 });
  let session = null;
  let begun = stored() !== null;
  let running = false;
  let renewing = null;

  async function connect() {
    try {
      await renew();
    } catch (error) {
      if (!running) return;
      if (!error.transient) return refused(error);
      reached(false);
      retry.later(error);
    }
  }

  function renew() {
    renewing ??= open()
      .then(adopt)
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  async function open() {
    for (;;) {
      const before = stored();
      try {
        const answer = await api("POST", "/chatbot/session", before?.token, { widget_token: widgetToken });
        // Another tab may have begun a conversation meanwhile: then it is ours too.
        if (stored()?.conversation_id === before?.conversation_id) return { answer, kept: before !== null };
      } catch (error) {
        if (!before || !tokenRefused(error)) throw error;
        if (stored()?.token === before.token) env.storage.remove(key);
      }
    }
  }

  function adopt({ answer, kept }) {
    if (!running) return;
    session = answer;
    begun = kept;
    if (kept) begin();
    retry.reset();
    reached(true);
    adopted(kept);
  }

  function begin() {
    begun = true;
    const { token, conversation_id } = session;
    env.storage.set(key, JSON.stringify({ token, conversation_id }));
  }

  return {
    get session() {
      return session;
    },
    /** Is the way back in storage? */
    get begun() {
      return begun;
    },
    /** @returns {{token: string, conversation_id: string} | null} what an earlier page or another tab has begun */
    stored,
    begin,
    start() {
      running = true;
      connect();
    },
    /** Asks for the session again: now, unless the server asked to be left alone. */
    again: retry.wake,
    stop() {
      running = false;
      retry.stop();
    },
    /** A call with the token; one that is refused is renewed once. Rejects with ApiError. */
    async call(method, path, body) {
      const used = session;
      try {
        const answer = await api(method, path, used.token, body);
        reached(true);
        return answer;
      } catch (error) {
        if (error.status === 0) reached(false);
        if (running && UNAVAILABLE.has(error.code)) refused(error);
        if (!tokenRefused(error)) throw error;
        if (session === used) await renew();
        // The new token may be of another conversation than the request was meant for.
        if (session.conversation_id !== used.conversation_id) throw error;
        return api(method, path, session.token, body);
      }
    },
  };
}
