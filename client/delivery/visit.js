import { tokenRefused } from "./api.js";
import { parsed } from "./json.js";

/**
 * The visitor's session. Its token is in storage from the first send on, and only then: there lies the way back to
 * the conversation after a reload, and for the other tabs.
 * @param {{env: object, api: Function, widgetToken: string, key: string}} parts
 */
export function createVisit({ env, api, widgetToken, key }) {
  const stored = () => parsed(env.storage.get(key));

  const ask = (token) => api("POST", "/chatbot/session", token, { widget_token: widgetToken });

  return {
    /** @returns {{token: string, conversation_id: string} | null} what an earlier page or another tab has begun */
    stored,
    keep({ token, conversation_id }) {
      env.storage.set(key, JSON.stringify({ token, conversation_id }));
    },
    /** @returns {Promise<{session: object, kept: boolean}>} `kept`: it is the stored conversation's */
    async open() {
      for (;;) {
        const before = stored();
        try {
          const session = await ask(before?.token);
          // Another tab may have begun a conversation meanwhile: then it is ours too.
          if (stored()?.conversation_id === before?.conversation_id)
            return { session, kept: before !== null };
        } catch (error) {
          if (!before || !tokenRefused(error)) throw error;
          if (stored()?.token === before.token) env.storage.remove(key);
        }
      }
    },
  };
}
