/**
 * @import {Contact, Frame, Identity, TypingFrame, VisitorSession} from "../../client/wire"
 * @import {Change, Conversation, Entry, Env} from "../../client/delivery/types"
 */
import { createApi } from "../../client/delivery/api.js";
import { createConversation } from "../../client/delivery/conversation.js";
import { createFollower } from "../../client/delivery/follower.js";
import { createOutbox } from "../../client/delivery/outbox.js";
import { createStore } from "../../client/delivery/store.js";
import { scopeOf } from "../storage.js";
import { createAttention } from "./attention.js";
import { createSending } from "./sending.js";
import { createSession, GONE } from "./session.js";

const REFUSED_MS = 60_000; // where chat is not available, a page asks again no more often, unless the panel is opened

/**
 * A visitor's conversation. Before the first message it requests a session and nothing more: no socket, no poll, nothing
 * in storage.
 * @param {{
 *   apiBase: string, widgetToken: string, env: Env, identity?: Identity | null, locale?: () => string,
 * }} options `identity`: of a verified visitor, whose conversation is stored under their id; `locale`: of the texts, for
 *   the bot
 */
export function createVisitor({ apiBase, widgetToken, env, identity = null, locale = () => "" }) {
  const prefix = `porchlight.${scopeOf(widgetToken, identity)}`;
  const store = createStore(snapshot);
  const api = createApi({ base: apiBase, env });
  const session = createSession({
    env,
    api,
    widgetToken,
    identity,
    key: `${prefix}.visitor`,
    onSession,
    onClaimed: assignUnsent,
    onRefused({ code }) {
      refusal = { code };
      refusedAt = env.now();
      pause("refused");
    },
    onResult: (error) => follower.onResult(error),
  });
  const sending = createSending(session, () => conversation, locale);
  const outbox = createOutbox({
    env,
    prefix: `${prefix}.outbox.`,
    deliver: sending.deliver,
    stored(message, { conversation_id, context }, read) {
      if (conversation_id === conversation.id) {
        sending.sent = context ?? sending.sent;
        conversation.apply([message], read);
      }
      repair();
    },
    changed,
  });
  const follower = createFollower({
    env,
    async poll() {
      const before = conversation.cursor;
      await conversation.catchUp().finally(attention.update);
      restore();
      return conversation.cursor !== before;
    },
    ticket: () => session.call("POST", "/chatbot/ticket"),
    socketUrl: () => session.current().socket_url ?? "",
    intervals: () => session.current().intervals,
    wantsSocket: () => conversation.cursor > 0 && Boolean(session.current().socket_url),
    behind: () => conversation.behind,
    cursors: () => ({ [session.current().conversation_id]: conversation.cursor }),
    onEvent(frame) {
      conversation.onEvent(frame);
      inAnother ||= frame.type === "ChatMessageReceived" && frame.conversation_id !== conversation.id;
      for (const listener of listeners) listener(frame);
      repair();
    },
    flush: outbox.flush,
    changed,
  });
  const attention = createAttention({
    env,
    outbox,
    follower,
    conversation: () => conversation,
    ready: () => phase === "ready" && session.claimed,
  });
  /** @type {"idle" | "starting" | "ready" | "refused"} */
  let phase = "idle";
  /** @type {{code: string} | null} */
  let refusal = null;
  let refusedAt = 0;
  let visible = false;
  let moves = 0; // how often this page went to another conversation
  let isNew = false; // this conversation has no message, and was begun beside others
  let inAnother = false; // something was pushed that is not about this conversation
  let unreadElsewhere = 0;
  /** @type {Contact | undefined} */
  let contact;
  /** @type {((frame: Frame) => void)[]} */
  const listeners = [];
  /** @type {(() => void) | null} */
  let removeWake = null;
  /** @type {Conversation} */
  let conversation;
  open(session.saved()?.conversation_id ?? null, false);
  outbox.load();

  /** @param {string | null} id @param {boolean} loaded */
  function open(id, loaded) {
    conversation?.close();
    conversation = createConversation({
      id,
      side: "visitor",
      name: null,
      env,
      outbox,
      fetchPage: (since) => session.call("POST", "/chatbot/messages", { since_id: since, limit: 200 }),
      postMark: (upTo) => session.call("POST", "/chatbot/mark-read", { id: upTo }),
      pending: () => outbox.entries.filter((entry) => isHere(entry, id)),
      changed,
      reload: () => follower.poll(),
      loaded,
    });
    conversation.setVisible(visible);
  }

  /**
   * Messages of other conversations are not shown, unless only their writer can decide what becomes of them.
   * @param {Entry} entry @param {string | null} id
   */
  const isHere = ({ conversation_id, failure, kind }, id) =>
    !(id && session.claimed) ||
    !conversation_id ||
    conversation_id === id ||
    (failure?.code === GONE.code && !kind);

  function changed() {
    if (phase === "ready" && conversation.cursor > 0) session.restore(true);
    attention.update();
    store.changed();
  }

  /** Stores again what a host page has cleared; not after a stop, which may be the visitor's signing out. */
  function restore() {
    if (!removeWake) return;
    outbox.restore();
    session.restore(conversation.cursor > 0);
  }

  function repair() {
    if (conversation.behind) follower.poll();
  }

  /** @param {VisitorSession} opened @param {boolean} existing */
  function onSession({ conversation_id: id, extras }, existing) {
    unreadElsewhere = extras?.conversations?.unread ?? 0;
    if (conversation.id !== id) {
      follower.stop();
      open(id, !existing);
    }
    phase = "ready";
    refusal = null;
    outbox.load();
    conversation.removeStored();
    // What was written before the conversation began comes before what another tab has written in it.
    assignUnsent();
    outbox.start();
    changed();
    attention.check();
  }

  /**
   * Messages written before there was a conversation, in this tab or in a closed one, get one: this tab's, another tab's
   * or a new one.
   */
  function assignUnsent() {
    if (phase !== "ready") return;
    if (session.claimed) outbox.assign(session.current().conversation_id);
    else if (session.saved()) session.retryNow();
    else if (outbox.entries.some((entry) => !entry.conversation_id)) session.claim();
  }

  /**
   * Stops all requests. Unsent messages stay in the outbox; the rest is loaded again.
   * @param {"idle" | "refused"} next
   */
  function pause(next) {
    phase = next;
    session.stop();
    follower.stop();
    outbox.stop();
    open(conversation.id, false);
    store.changed();
  }

  function onWake() {
    if (phase === "refused") {
      if (env.now() - refusedAt >= REFUSED_MS) session.start();
      return;
    }
    if (phase === "starting") session.retryNow();
    session.restore(false);
    outbox.load();
    conversation.removeStored();
    assignUnsent();
    outbox.flush();
    follower.wake();
    attention.check();
    store.changed();
  }

  function snapshot() {
    /** @type {Partial<VisitorSession>} */
    const { site, extras, ignored } = session.current() ?? {};
    return {
      phase,
      refusal,
      site,
      extras,
      /** Attributes of the identity that the server could not use. */
      ignored,
      connection: follower.connection,
      behind: conversation.behind,
      cursor: conversation.cursor,
      loaded: conversation.loaded,
      messages: conversation.messages(),
      unread: conversation.unread + unreadElsewhere,
      moves,
      inAnother,
      unreadElsewhere,
    };
  }

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    call: session.call,
    /** Whether there is a conversation, or an unsent message, of an earlier page. */
    stored() {
      restore();
      return session.saved() !== null || outbox.entries.length > 0;
    },
    /** Starts, or asks again after a refusal, which stays in the state until there is a session. */
    start() {
      if (phase === "idle") phase = "starting";
      removeWake ??= env.wake.on(onWake, restore);
      session.start();
      store.changed();
    },
    /** The conversation on screen. */
    get id() {
      return conversation.id;
    },
    /** Unsent messages of all conversations. */
    get unsent() {
      return outbox.entries;
    },
    /** @param {number} count of all other conversations together */
    set unreadElsewhere(count) {
      unreadElsewhere = count;
      store.changed();
    },
    /**
     * Goes to another conversation. Later pages open it too, a new one from its first message on.
     * @param {VisitorSession} opened @param {boolean} existing
     */
    move(opened, existing) {
      moves++;
      isNew = !existing;
      sending.sent = undefined;
      session.move(opened, existing);
      if (existing) session.stay();
    },
    /** @param {Contact | undefined} given goes with the messages that are written from now on */
    set contact(given) {
      contact = given;
      store.changed();
    },
    /** @param {(frame: Frame) => void} listener receives every frame of the socket, after the engine */
    set onFrame(listener) {
      listeners.push(listener);
    },
    /** Sends a frame about the conversation, or nothing without a socket. @param {Omit<TypingFrame, "conversation_id">} frame */
    say(frame) {
      follower.send({ conversation_id: /** @type {string} */ (conversation.id), ...frame });
    },
    /** @param {typeof sending.describe} describer called with what was sent last, for each message */
    describe(describer) {
      sending.describe = describer;
      outbox.flush();
    },
    /** @param {typeof sending.send} sender */
    setSender(sender) {
      sending.send = sender;
      outbox.flush();
    },
    /**
     * @param {string} text @param {Entry["files"]} [files] @param {Pick<Entry, "bot">} [more]
     * @returns {string} the new message's client_id
     */
    send(text, files, more) {
      if (isNew) session.stay();
      isNew = false;
      const clientId = outbox.add(
        (session.claimed && conversation.id) || undefined,
        text,
        conversation.cursor,
        contact,
        files,
        more,
      );
      assignUnsent();
      follower.active();
      return clientId;
    },
    /** Edits or deletes a message; returns the change's client_id. @param {number} target @param {Change} kind @param {string} [body] */
    change(target, kind, body) {
      follower.active();
      return conversation.change(target, kind, body);
    },
    /** @param {string} clientId */
    retry(clientId) {
      conversation.retry(clientId, session.claimed ? conversation.id : null);
      assignUnsent();
    },
    discard: outbox.discard,
    /** @param {boolean} now whether the messages are on the screen */
    setVisible(now) {
      visible = now;
      conversation.setVisible(now);
      if (now) follower.active();
    },
    /** @param {boolean} now whether the panel is open; it counts as open until this is called */
    setPanelOpen(now) {
      attention.setPanelOpen(now);
      changed();
    },
    stop() {
      removeWake?.();
      removeWake = null;
      pause("idle");
    },
  };
}
