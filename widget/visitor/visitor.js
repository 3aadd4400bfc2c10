import { ApiError, createApi } from "../../client/delivery/api.js";
import { createConversation } from "../../client/delivery/conversation.js";
import { createFollower } from "../../client/delivery/follower.js";
import { createOutbox } from "../../client/delivery/outbox.js";
import { createStore } from "../../client/delivery/store.js";
import { createAttention } from "./attention.js";
import { createVisit } from "./visit.js";

const REFUSED_MS = 60_000; // a page where chat is not available is not asked more often, unless it is opened

/**
 * A visitor's conversation. Before the first message it asks for a session and nothing more: no socket, no poll,
 * nothing in storage.
 * @param {{
 *   apiBase: string, widgetToken: string, env: object,
 *   identity?: {id: string, hash: string, name?: string, email?: string} | null,
 * }} options `identity`: whom the site says that this is; what is kept for one is nobody else's
 */
export function createVisitor({ apiBase, widgetToken, env, identity = null }) {
  // By the site, which a token names before its random end: a replaced token is the same conversation.
  const keys = `porchlight.${widgetToken.split("_", 2).join("_")}${identity ? `:${identity.id}` : ""}`;
  const store = createStore(snapshot);
  const visit = createVisit({
    env,
    api: createApi({ base: apiBase, env }),
    widgetToken,
    identity,
    key: `${keys}.visitor`,
    adopted,
    began: settle,
    refused(error) {
      refusal = { code: error.code };
      refusedAt = env.now();
      rest("refused");
    },
    reached: (error) => follower.note(error),
  });
  const outbox = createOutbox({
    env,
    prefix: `${keys}.outbox.`,
    deliver,
    stored(message, _, read) {
      conversation.absorb([message], read);
      repair();
    },
    changed,
  });
  const follower = createFollower({
    env,
    async ask() {
      const before = conversation.cursor;
      await conversation.catchUp().finally(attention.attend);
      hold();
      return conversation.cursor !== before;
    },
    ticket: () => visit.call("POST", "/chatbot/ticket"),
    socketUrl: () => visit.session.socket_url,
    intervals: () => visit.session.intervals,
    hear: () => conversation.cursor > 0 && Boolean(visit.session.socket_url),
    hurry: () => conversation.behind,
    cursors: () => ({ [conversation.id]: conversation.cursor }),
    onEvent(event) {
      conversation.hear(event);
      repair();
    },
    onBack: outbox.flush,
    changed,
  });
  const attention = createAttention({
    env,
    outbox,
    follower,
    conversation: () => conversation,
    begun: () => phase === "ready" && visit.begun,
  });
  let phase = "idle";
  let refusal = null;
  let refusedAt = 0;
  let looking = false;
  let offWake = null;
  let conversation = open(visit.stored()?.conversation_id ?? null);
  outbox.load();

  function open(id, begun) {
    const opened = createConversation({
      id,
      side: "visitor",
      name: null,
      env,
      outbox,
      ask: (since) => visit.call("POST", "/chatbot/messages", { since_id: since, limit: 200 }),
      postMark: (upTo) => visit.call("POST", "/chatbot/mark-read", { id: upTo }),
      pending: () => outbox.entries,
      changed,
      again: () => follower.now(),
      begun,
    });
    opened.looking(looking);
    return opened;
  }

  function changed() {
    if (phase === "ready" && conversation.cursor > 0) visit.hold(true);
    attention.attend();
    store.changed();
  }

  /** Storage has what is here, whoever has cleared it; but what was stopped stays forgotten. */
  function hold() {
    if (!offWake) return;
    outbox.hold();
    visit.hold(conversation.cursor > 0);
  }

  function repair() {
    if (conversation.behind) follower.now();
  }

  function adopted(kept) {
    const id = visit.session.conversation_id;
    if (conversation.id !== id) {
      follower.stop();
      conversation.close();
      conversation = open(id, kept);
    }
    phase = "ready";
    refusal = null;
    outbox.load();
    conversation.sift();
    outbox.start();
    settle();
    changed();
    attention.glance();
  }

  /**
   * What was written before there was a conversation, in this tab or in one that is closed by now, gets one: this
   * tab's, or the one that another tab has begun, or a new one.
   */
  function settle() {
    if (phase !== "ready") return;
    if (visit.begun) outbox.assign(conversation.id);
    else if (visit.stored()) visit.again();
    else if (outbox.unassigned) visit.begin();
  }

  async function deliver({ conversation_id, client_id, body, after }) {
    if (conversation_id !== conversation.id) {
      // Another tab has begun it, and this one is about to follow: only too early.
      if (conversation_id === visit.stored()?.conversation_id) throw new ApiError(0);
      throw new ApiError(409, { code: "conversation_changed" });
    }
    return conversation.deliver(client_id, async () => {
      return (await visit.call("POST", "/chatbot/message", { client_id, body, after })).message;
    });
  }

  /** Nothing is asked any more. What was not sent stays in the outbox, the rest is loaded again. */
  function rest(next) {
    phase = next;
    visit.stop();
    follower.stop();
    outbox.stop();
    conversation.close();
    conversation = open(conversation.id);
    store.changed();
  }

  function woken() {
    if (phase === "refused") {
      if (env.now() - refusedAt >= REFUSED_MS) visit.start();
      return;
    }
    if (phase === "starting") visit.again();
    visit.hold(false);
    outbox.load();
    conversation.sift();
    settle();
    outbox.flush();
    follower.wake();
    attention.glance();
    store.changed();
  }

  function snapshot() {
    return {
      phase,
      refusal,
      site: visit.session?.site ?? null,
      // Attributes of the identity that the server could not use.
      ignored: visit.session?.ignored ?? [],
      connection: follower.connection,
      behind: conversation.behind,
      loaded: conversation.loaded,
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
    stored() {
      hold();
      return visit.stored() !== null || outbox.entries.length > 0;
    },
    /** Begins, or asks again where it was refused: that holds until a session is given. */
    start() {
      if (phase === "idle") phase = "starting";
      offWake ??= env.wake.on(woken, hold);
      visit.start();
      store.changed();
    },
    /** @param {string} text @returns {string} the new message's client_id */
    send(text) {
      const clientId = outbox.add(visit.begun ? conversation.id : null, text, conversation.cursor);
      settle();
      follower.stir();
      return clientId;
    },
    retry(clientId) {
      conversation.retry(clientId, visit.begun ? conversation.id : null);
      settle();
    },
    discard: outbox.discard,
    /** @param {boolean} now are the messages on the screen? */
    looking(now) {
      looking = now;
      conversation.looking(now);
      if (now) follower.stir();
    },
    /** @param {boolean} now is the panel open? If nobody says so, it is. */
    watched(now) {
      attention.watched(now);
      changed();
    },
    stop() {
      offWake?.();
      offWake = null;
      rest("idle");
    },
  };
}
