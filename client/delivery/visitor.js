import { ApiError, createApi, tokenRefused } from "./api.js";
import { createConversation } from "./conversation.js";
import { createFollower } from "./follower.js";
import { createOutbox } from "./outbox.js";
import { createRetry } from "./retry.js";
import { createStore } from "./store.js";
import { createVisit } from "./visit.js";

const UNAVAILABLE = new Set(["origin_not_allowed", "widget_token_invalid", "site_disabled"]);

/**
 * A visitor's conversation. Before the first message it asks for a session and nothing more: no socket, no poll,
 * nothing in storage.
 * @param {{apiBase: string, widgetToken: string, env: object}} options
 */
export function createVisitor({ apiBase, widgetToken, env }) {
  const keys = `porchlight.${widgetToken}`;
  const api = createApi({ base: apiBase, env });
  const visit = createVisit({ env, api, widgetToken, key: `${keys}.visitor` });
  const again = createRetry(env, connect, { capMs: 5_000 });
  const store = createStore(snapshot);
  const outbox = createOutbox({
    env,
    prefix: `${keys}.outbox.`,
    deliver,
    stored(message) {
      conversation.absorb([message]);
      repair();
    },
    gone: () => follower.now(),
    changed,
  });
  const follower = createFollower({
    env,
    ask: () => conversation.catchUp(),
    ticket: () => call("POST", "/chatbot/ticket"),
    socketUrl: () => session.socket_url,
    intervals: () => session.intervals,
    hear: () => conversation.cursor > 0,
    hurry: () => conversation.behind,
    onEvent(event) {
      if (event.conversation_id === conversation.id) conversation.hear(event);
      repair();
    },
    onBack: outbox.flush,
    changed,
  });
  let phase = "idle";
  let refusal = null;
  let session = null;
  let looking = false;
  let begun = visit.stored() !== null;
  let fresh = false;
  let renewing = null;
  let offWake = null;
  let conversation = open(visit.stored()?.conversation_id ?? null);
  outbox.load();

  function open(id) {
    const opened = createConversation({
      id,
      side: "visitor",
      name: null,
      env,
      outbox,
      ask: (since) => call("GET", `/chatbot/messages?since_id=${since}&limit=200`),
      postMark: (id) => call("POST", "/chatbot/mark-read", { id }),
      pending: () => outbox.entries,
      changed,
    });
    opened.looking(looking);
    return opened;
  }

  function changed() {
    // The first message is stored: from now on there is something to hear.
    if (phase === "ready" && conversation.cursor > 0) follower.start();
    store.changed();
  }

  function repair() {
    if (conversation.behind) follower.now();
  }

  async function connect() {
    try {
      await renew();
    } catch (error) {
      if (phase !== "starting" && phase !== "ready") return;
      if (!error.transient) return refuse(error);
      follower.note(false);
      again.later(error);
    }
  }

  function renew() {
    renewing ??= visit
      .open()
      .then(adopt)
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  function adopt({ session: answer, kept }) {
    if (phase === "idle") return;
    session = answer;
    if (conversation.id !== session.conversation_id) {
      conversation.close();
      conversation = open(session.conversation_id);
    }
    phase = "ready";
    begun = false;
    fresh = !kept;
    again.reset();
    follower.note(true);
    if (kept || outbox.entries.some((entry) => !entry.conversation_id)) begin();
    outbox.start();
    if (kept) follower.start();
    changed();
  }

  function begin() {
    begun = true;
    visit.keep(session);
    outbox.assign(session.conversation_id);
    outbox.flush();
  }

  function written() {
    if (phase !== "ready" || begun) return;
    if (visit.stored()) connect();
    else begin();
  }

  async function call(method, path, body) {
    const used = session;
    try {
      const answer = await api(method, path, used.token, body);
      follower.note(true);
      return answer;
    } catch (error) {
      if (error.status === 0) follower.note(false);
      if (UNAVAILABLE.has(error.code)) refuse(error);
      if (!tokenRefused(error)) throw error;
      if (session === used) await renew();
      // The new token may be of another conversation than the request was meant for.
      if (session.conversation_id !== used.conversation_id) throw error;
      return api(method, path, session.token, body);
    }
  }

  async function deliver({ conversation_id, client_id, body, after }) {
    if (conversation_id !== session.conversation_id)
      throw new ApiError(409, { code: "conversation_changed" });
    try {
      return (await call("POST", "/chatbot/message", { client_id, body, after })).message;
    } catch (error) {
      if (error.code === "cursor_ahead") {
        conversation.restart();
        follower.now();
      }
      throw error;
    }
  }

  function refuse({ code }) {
    phase = "refused";
    refusal = { code };
    rest();
  }

  function rest() {
    again.stop();
    offWake?.();
    offWake = null;
    follower.stop();
    outbox.stop();
    store.changed();
  }

  function woken() {
    if (phase === "starting" || (!begun && visit.stored())) again.wake();
    outbox.load();
    conversation.sift();
    outbox.flush();
    follower.wake();
    store.changed();
  }

  function snapshot() {
    return {
      phase,
      refusal,
      site: session && { name: session.site.name, greeting: session.site.greeting },
      connection: follower.connection,
      behind: conversation.behind,
      loaded: fresh || conversation.loaded,
      messages: conversation.messages(),
      unread: conversation.unread,
    };
  }

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    /** @returns {boolean} is there a conversation, or a message not sent yet, from an earlier visit? */
    stored: () => visit.stored() !== null || outbox.entries.length > 0,
    start() {
      if (phase === "starting" || phase === "ready") return;
      phase = "starting";
      refusal = null;
      offWake = env.wake.on(woken);
      connect();
      store.changed();
    },
    /** @param {string} text @returns {string} the new message's client_id */
    send(text) {
      const clientId = outbox.add(begun ? conversation.id : null, text, conversation.cursor);
      written();
      return clientId;
    },
    retry(clientId) {
      conversation.retry(clientId);
      written();
    },
    discard: outbox.drop,
    /** @param {boolean} now are the messages on the screen? */
    looking(now) {
      looking = now;
      conversation.looking(now);
    },
    stop() {
      phase = "idle";
      rest();
      conversation.close();
      conversation = open(conversation.id);
    },
  };
}
