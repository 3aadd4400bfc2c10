/** @import {AdminSession, ConversationStatus, Frame, Message, ReadMarks} from "../../client/wire" */
/** @import {Change, Entry} from "../../client/delivery/types" */
/** @import {OtherTabs, Server} from "./session.js" */
import { createApi, outcomeOf } from "../../client/delivery/api.js";
import { createFollower } from "../../client/delivery/follower.js";
import { newId } from "../../client/delivery/new_id.js";
import { createOutbox } from "../../client/delivery/outbox.js";
import { createStore } from "../../client/delivery/store.js";
import { createBlocks } from "./blocks.js";
import { createAdminCalls } from "./calls.js";
import { createDesk } from "./desk.js";
import { createInbox } from "./inbox.js";
import { createInboxPoll } from "./inbox_poll.js";
import { createOpenConversation } from "./open_conversation.js";
import { createPresence } from "./presence.js";
import { createPrivacy } from "./privacy.js";
import { createTokens } from "./session.js";

/**
 * @typedef {ReturnType<typeof createAdmin>} AdminEngine
 * @typedef {AdminEngine["state"]} AdminState
 */

/**
 * An admin's inbox and open conversation, with one socket and one poll for both.
 * @param {Server & {session: AdminSession, shared?: OtherTabs}} options
 */
export function createAdmin({ apiBase, session, env, shared }) {
  const store = createStore(snapshot);
  const changed = store.changed;
  const api = createApi({ base: apiBase, env });
  const tokens = createTokens({ api, env, session, shared });
  const calls = createAdminCalls({
    api,
    tokens,
    reached: (error) => follower.onResult(error),
    signedOut() {
      signedOut = true;
      disconnect();
    },
  });
  const blocks = createBlocks({ env, call: calls.call, changed });
  const privacy = createPrivacy({ env, call: calls.call, erased });
  const inbox = createInbox();
  const outbox = createOutbox({
    env,
    prefix: `porchlight.admin.${session.admin.id}.outbox.`,
    deliver,
    stored,
    changed,
  });
  const opened = createOpenConversation({
    name: session.admin.name,
    env,
    outbox,
    inbox,
    changed,
    reload: () => follower.poll(),
    fetchPage: calls.messages,
    postMark,
  });
  const desk = createDesk({
    env,
    me: session.admin,
    call: calls.call,
    inbox,
    changed,
    reload: () => follower.poll(),
    openCursor: () => opened.current?.cursor ?? 0,
  });
  const presence = createPresence({
    env,
    me: session.admin.id,
    send: (frame) => follower.send(frame),
    call: calls.call,
    changed,
    openId: () => opened.state?.id ?? null,
  });
  const follower = createFollower({
    env,
    poll,
    ticket: calls.ticket,
    socketUrl: () => session.socket_url ?? "",
    intervals: () => session.intervals,
    wantsSocket: () => Boolean(session.socket_url),
    behind: () => opened.behind || desk.behind,
    cursors: () => opened.cursors,
    onEvent,
    flush() {
      outbox.flush();
      desk.outbox.flush();
    },
    greet: presence.greet,
    changed,
  });
  const inboxPoll = createInboxPoll({
    inbox,
    env,
    get: calls.inbox,
    live: () => follower.live,
    checkMs: session.intervals.check_ms,
    applied,
  });
  let signedOut = false;
  /**
   * Sends a message with files, once what uploads them is loaded.
   * @type {(entry: Entry, post: (uploads: string[]) => Promise<Message>) => Promise<Message>}
   */
  let send = () => Promise.reject({});
  /** @type {(() => void) | null} */
  let removeWakeListener = null;
  outbox.load();
  desk.outbox.load();

  /** Returns whether there is a new message in any conversation. */
  async function poll() {
    const before = inbox.lastAt;
    await inboxPoll.poll();
    // Without a socket, the inbox shows whether the open conversation is behind, so that each tick makes one request.
    if (opened.missing || (opened.current && follower.live)) await opened.catchUp();
    if (desk.missing) await desk.catchUp();
    if (removeWakeListener) restore();
    return inbox.lastAt !== before;
  }

  function restore() {
    outbox.restore();
    desk.outbox.restore();
  }

  function applied() {
    opened.applyInbox();
    desk.applyInbox();
    changed();
  }

  /** @param {Frame} event */
  function onEvent(event) {
    presence.onEvent(event);
    let known = true;
    if (event.type === "ChatMessageReceived")
      known = inbox.applyMessage(event.conversation_id, event.message, event.read);
    else if (event.type === "MessagesRead")
      inbox.applyRead(event.conversation_id, { [event.reader]: event.id });
    else if (event.type === "ContactChanged")
      known = inbox.applyContact(event.conversation_id, event.contact);
    else if (event.type === "DeskChanged") known = desk.onEvent(event);
    else if (event.type === "ConversationErased") {
      inbox.applyErased(event.conversation_id);
      desk.erased(event.conversation_id);
    } else if (event.type !== "resumed") return;
    opened.onEvent(event);
    if (!known || opened.behind || desk.behind) follower.poll();
    changed();
  }

  /** @param {string} id @param {number} firstId */
  function erased(id, firstId) {
    onEvent({ type: "ConversationErased", conversation_id: id, id: firstId - 1, first_id: firstId });
  }

  /** @param {Entry} entry */
  function deliver(entry) {
    const post = () =>
      entry.files ? send(entry, (uploads) => calls.reply(entry, uploads)) : calls.reply(entry);
    return opened.of(entry.conversation_id)?.deliver(post) ?? outcomeOf(post);
  }

  /** @param {Message} message @param {Pick<Entry, "conversation_id">} entry @param {Partial<ReadMarks>} read */
  function stored(message, { conversation_id: id }, read) {
    if (id) inbox.applyMessage(id, message, read);
    opened.of(id)?.apply([message], read);
    if (opened.behind) follower.poll();
  }

  /** @param {string} id @param {number} upTo */
  async function postMark(id, upTo) {
    const answer = await calls.markRead(id, upTo);
    inbox.applyRead(id, answer.read);
    return answer;
  }

  function disconnect() {
    removeWakeListener?.();
    removeWakeListener = null;
    follower.stop();
    presence.stop();
    outbox.stop();
    desk.outbox.stop();
    changed();
  }

  function onWake() {
    loadUnsent();
    outbox.flush();
    desk.outbox.flush();
    follower.wake();
    changed();
  }

  /** Of all tabs of this browser. */
  function loadUnsent() {
    outbox.load();
    desk.outbox.load();
    opened.current?.removeStored();
    desk.removeStored();
  }

  /** How many replies and notes failed, by conversation. */
  function failures() {
    /** @type {Record<string, number>} */
    const counts = {};
    for (const { conversation_id: id, failure } of unsent())
      if (failure && id) counts[id] = (counts[id] ?? 0) + 1;
    return counts;
  }

  const unsent = () => [...outbox.entries, ...desk.outbox.entries];

  /** @param {ConversationStatus} status */
  const listOf = (status) => ({
    loaded: inbox.loaded(status),
    conversations: inbox.lists(failures())[status],
    hasOlder: inbox.older(status) !== null,
    loadingOlder: inboxPoll.loading(status),
  });

  function snapshot() {
    return {
      connection: follower.connection,
      behind: inboxPoll.behind || opened.behind,
      signedOut,
      inbox: listOf("open"),
      /** The closed conversations, once they are asked for. */
      closed: listOf("closed"),
      /** Of both. */
      conversations: inbox.lists(failures()).all,
      open: opened.state,
      desk: desk.open,
      blocks: blocks.list,
      presence: presence.state,
      unsent: unsent().length,
    };
  }

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    start() {
      if (removeWakeListener || signedOut) return;
      removeWakeListener = env.wake.on(onWake, restore);
      outbox.start();
      desk.outbox.start();
      follower.start();
    },
    /** @param {string | null} id */
    openConversation(id) {
      if (opened.of(id)) return;
      opened.open(id);
      desk.openConversation(id);
      presence.opened();
      applied();
      // If this fails, the poll tries again.
      if (opened.current && !signedOut) opened.catchUp().catch(follower.poll);
      if (desk.missing && !signedOut) desk.catchUp().catch(follower.poll);
    },
    /** @param {typeof send} sender */
    setSender(sender) {
      send = sender;
      outbox.flush();
    },
    /**
     * Sends a reply in the open conversation; returns its `client_id`.
     * @param {string} text @param {Entry["files"]} [files]
     */
    send(text, files) {
      follower.active();
      presence.sent();
      return opened.current?.send(text, files);
    },
    /** Edits or deletes a message of the open conversation; returns the change's client_id. @param {number} target @param {Change} kind @param {string} [body] */
    change(target, kind, body) {
      follower.active();
      return opened.current?.change(target, kind, body);
    },
    /** @param {string} clientId */
    retry: (clientId) => opened.current?.retry(clientId),
    discard: outbox.discard,
    /** Counts the unsent replies of all tabs of this browser, and updates `state.unsent`. */
    countUnsent() {
      loadUnsent();
      changed();
      return unsent().length;
    },
    /** Deletes all unsent replies from this browser. */
    discardUnsent() {
      loadUnsent();
      for (const { client_id } of outbox.entries) outbox.discard(client_id);
      for (const { client_id } of desk.outbox.entries) desk.outbox.discard(client_id);
    },
    /** @param {boolean} now whether the open conversation's messages are on the screen */
    setVisible(now) {
      opened.setVisible(now);
      if (now) follower.active();
    },
    /** The first page of the conversations with this status, or the next one of older ones. */
    loadConversations: inboxPoll.load,
    /**
     * Closes the open conversation or another one, or opens it again. Rejects with ApiError: `newer_messages` if the visitor
     * has written meanwhile.
     * @param {ConversationStatus} status @param {string} [id]
     */
    async setStatus(status, id = opened.state?.id) {
      const after = opened.of(id ?? null)?.cursor ?? inbox.get(id ?? "")?.last_id;
      if (!id || after === undefined) return;
      follower.active();
      const { message } = await calls.setStatus(id, status, newId(env), after).finally(follower.poll);
      if (message) stored(message, { conversation_id: id }, {});
    },
    /** What the text box of the open conversation contains, after each change by the admin. */
    type: presence.type,
    setIdle: presence.setIdle,
    choosePresence: presence.choose,
    blocks,
    desk,
    privacy,
    others: calls.others,
    /** For calls that are not part of the inbox. Rejects with ApiError. */
    call: calls.call,
    /** Ends the session, here and on the server. Resolves to whether the server has ended it. */
    async signOut() {
      disconnect();
      return calls.signOut().then(
        () => true,
        // It may have ended before: the outcome is the same.
        () => signedOut,
      );
    },
    stop() {
      tokens.stop();
      opened.open(null);
      desk.openConversation(null);
      disconnect();
    },
  };
}
