import { ApiError, createApi } from "./api.js";
import { createConversation } from "./conversation.js";
import { createFollower } from "./follower.js";
import { createOutbox } from "./outbox.js";
import { createStore } from "./store.js";
import { createVisit } from "./visit.js";

/**
 * A visitor's conversation. Before the first message it asks for a session and nothing more: no socket, no poll,
 * nothing in storage.
 * @param {{apiBase: string, widgetToken: string, env: object}} options
 */
export function createVisitor({ apiBase, widgetToken, env }) {
  const keys = `porchlight.${widgetToken}`;
  const store = createStore(snapshot);
  const visit = createVisit({
    env,
    api: createApi({ base: apiBase, env }),
    widgetToken,
    key: `${keys}.visitor`,
    adopted,
    refused,
    reached: (answered) => follower.note(answered),
  });
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
    ticket: () => visit.call("POST", "/chatbot/ticket"),
    socketUrl: () => visit.session.socket_url,
    intervals: () => visit.session.intervals,
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
  let fresh = false;
  let looking = false;
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
      ask: (since) => visit.call("GET", `/chatbot/messages?since_id=${since}&limit=200`),
      postMark: (upTo) => visit.call("POST", "/chatbot/mark-read", { id: upTo }),
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

  function adopted(kept) {
    const id = visit.session.conversation_id;
    if (conversation.id !== id) {
      follower.stop();
      conversation.close();
      conversation = open(id);
    }
    phase = "ready";
    fresh = !kept;
    if (kept || outbox.entries.some((entry) => !entry.conversation_id)) begin();
    outbox.start();
    if (kept) follower.start();
    changed();
  }

  function begin() {
    visit.begin();
    outbox.assign(conversation.id);
    outbox.flush();
  }

  function written() {
    if (phase !== "ready" || visit.begun) return;
    if (visit.stored()) visit.again();
    else begin();
  }

  async function deliver({ conversation_id, client_id, body, after }) {
    if (conversation_id !== conversation.id) {
      // Another tab has begun it, and this one is about to follow: only too early.
      if (conversation_id === visit.stored()?.conversation_id) throw new ApiError(0);
      throw new ApiError(409, { code: "conversation_changed" });
    }
    try {
      return (await visit.call("POST", "/chatbot/message", { client_id, body, after })).message;
    } catch (error) {
      if (error.code === "cursor_ahead") {
        conversation.restart();
        follower.now();
      }
      throw error;
    }
  }

  function refused({ code }) {
    refusal = { code };
    rest("refused");
  }

  function rest(next) {
    phase = next;
    offWake?.();
    visit.stop();
    follower.stop();
    outbox.stop();
    store.changed();
  }

  function woken() {
    if (phase === "starting" || (!visit.begun && visit.stored())) visit.again();
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
      site: visit.session?.site ?? null,
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
      visit.start();
      store.changed();
    },
    /** @param {string} text @returns {string} the new message's client_id */
    send(text) {
      const clientId = outbox.add(visit.begun ? conversation.id : null, text, conversation.cursor);
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
      rest("idle");
      conversation.close();
      conversation = open(conversation.id);
    },
  };
}
