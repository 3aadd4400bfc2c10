/** @import {AdminSession, ConversationStatus, Frame} from "../../client/wire" */
/** @import {Change, Entry} from "../../client/delivery/types" */
/** @import {OtherTabs, Server} from "./session.js" */
import { createApi } from "../../client/delivery/api.js";
import { createFollower } from "../../client/delivery/follower.js";
import { createStore } from "../../client/delivery/store.js";
import { createBlocks } from "./blocks.js";
import { createBulk } from "./bulk.js";
import { conversationPath, createAdminCalls } from "./calls.js";
import { createCounts } from "./counts.js";
import { createDesk } from "./desk.js";
import { createInbox } from "./inbox.js";
import { createInboxPoll } from "./inbox_poll.js";
import { createLists } from "./lists.js";
import { createOpenConversation } from "./open_conversation.js";
import { createPresence } from "./presence.js";
import { createPrivacy } from "./privacy.js";
import { createReplies } from "./replies.js";
import { createTokens } from "./session.js";
import { createStatuses } from "./statuses.js";
import { createUnsent } from "./unsent.js";
import { ALL } from "./views.js";

/**
 * @typedef {ReturnType<typeof createAdmin>} AdminEngine
 * @typedef {AdminEngine["state"]} AdminState
 */

/**
 * An admin's inbox and open conversation, with one socket and one poll for both.
 * @param {Server & {
 *   session: AdminSession, shared?: OtherTabs, moved?: (session: AdminSession) => void,
 * }} options `moved`: the session goes on at another site
 */
export function createAdmin({ apiBase, session, env, shared, moved }) {
  const store = createStore(snapshot);
  const changed = store.changed;
  const api = createApi({ base: apiBase, env });
  const tokens = createTokens({ api, env, session, shared, moved });
  const calls = createAdminCalls({
    api,
    tokens,
    reached: (error) => follower.onResult(error),
    signedOut() {
      signedOut = true;
      disconnect();
    },
  });
  const counts = createCounts({ env, get: calls.counts, changed });
  const privacy = createPrivacy({ env, call: calls.call, erased });
  const inbox = createInbox({ moved: counts.moved });
  const replies = createReplies({
    env,
    session,
    calls,
    inbox,
    opened: () => opened,
    poll: () => follower.poll(),
    changed,
  });
  const { outbox } = replies;
  const rows = () => inbox.rows(unsent.failures());
  const lists = createLists({
    env,
    inbox,
    me: session.admin.id,
    get: calls.inbox,
    rows,
    applied,
    woken() {
      counts.moved();
      changed();
    },
  });
  const blocks = createBlocks({
    env,
    call: calls.call,
    moved() {
      lists.reloadBlocked();
      counts.moved();
    },
    changed,
  });
  const opened = createOpenConversation({
    name: session.admin.name,
    env,
    calls,
    outbox,
    inbox,
    changed,
    reload: () => follower.poll(),
  });
  const desk = createDesk({
    env,
    me: session.admin,
    site: session.site,
    call: calls.call,
    inbox,
    changed,
    reload: () => follower.poll(),
    openCursor: () => opened.current?.cursor ?? 0,
  });
  const statuses = createStatuses({ env, calls, inbox, opened, stored: replies.stored });
  const bulk = createBulk({
    env,
    desk,
    setStatus: statuses.post,
    lastId: (id) => inbox.get(id)?.last_id ?? 0,
    finished: () => follower.poll(),
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
    flush: () => unsent.flush(),
    greet: presence.greet,
    changed,
  });
  const inboxPoll = createInboxPoll({
    inbox,
    lists,
    env,
    get: calls.inbox,
    live: () => follower.live,
    checkMs: session.intervals.check_ms,
    applied,
    repaired() {
      if (!removeWakeListener) return;
      counts.refresh();
      lists.reloadBlocked();
    },
  });
  const unsent = createUnsent([outbox, desk.outbox], () => {
    opened.current?.removeStored();
    desk.removeStored();
  });
  let signedOut = false;
  /** @type {Set<(event: Frame) => void>} */
  const elsewhereListeners = new Set();
  /** @type {(() => void) | null} */
  let removeWakeListener = null;
  for (const each of [outbox, desk.outbox]) each.load();

  /** Returns whether there is a new message in any conversation. */
  async function poll() {
    const before = inbox.lastAt;
    await inboxPoll.poll();
    // Without a socket, the inbox shows whether the open conversation is behind, so that each tick makes one request.
    if (opened.missing || (opened.current && follower.live)) await opened.catchUp();
    if (desk.missing) await desk.catchUp();
    if (removeWakeListener) unsent.restore();
    return inbox.lastAt !== before;
  }

  function applied() {
    opened.applyInbox();
    desk.applyInbox();
    changed();
  }

  /** @param {Frame} event */
  function onEvent(event) {
    if ("site_id" in event && event.site_id) return elsewhere(event);
    presence.onEvent(event);
    if (event.type === "BlocksChanged") {
      blocks.refresh().catch(() => {}); // the next load shows it
      return;
    }
    if (event.type === "ColleaguesChanged") return desk.renewTeam();
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

  /** Another site of the admin is only counted. @param {Frame} event */
  function elsewhere(event) {
    counts.moved();
    for (const listener of elsewhereListeners) listener(event);
  }

  /** @param {string} id @param {number} firstId */
  function erased(id, firstId) {
    onEvent({ type: "ConversationErased", conversation_id: id, id: firstId - 1, first_id: firstId });
  }

  function disconnect() {
    removeWakeListener?.();
    removeWakeListener = null;
    follower.stop();
    presence.stop();
    unsent.stop();
    lists.stop();
    counts.stop();
    changed();
  }

  function onWake() {
    unsent.load();
    unsent.flush();
    follower.wake();
    changed();
  }

  function snapshot() {
    return {
      connection: follower.connection,
      behind: inboxPoll.behind || opened.behind,
      signedOut,
      /** All open conversations. */
      inbox: lists.of(ALL),
      /** The view that is shown, with its filters. */
      list: lists.of(lists.current),
      /** All that are loaded. */
      conversations: rows(),
      counts: counts.state,
      open: opened.state,
      desk: desk.open,
      blocks: blocks.list,
      presence: presence.state,
      unsent: unsent.entries.length,
    };
  }

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    start() {
      if (removeWakeListener || signedOut) return;
      removeWakeListener = env.wake.on(onWake, unsent.restore);
      unsent.start();
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
    /** Listens to events of the admin's other sites. @param {(event: Frame) => void} listener */
    onElsewhere: (listener) => elsewhereListeners.add(listener),
    setSender: replies.setSender,
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
      unsent.load();
      changed();
      return unsent.entries.length;
    },
    /** Deletes all unsent replies from this browser. */
    discardUnsent: unsent.discardAll,
    /** @param {boolean} now whether the open conversation's messages are on the screen */
    setVisible(now) {
      opened.setVisible(now);
      if (now) follower.active();
    },
    /** Shows a view of the inbox, with filters. */
    showList: lists.show,
    /** Loads the next older conversations of the list that is shown. */
    loadOlder: () => lists.load(lists.current),
    /**
     * Closes the open conversation or another one, or opens it again. Rejects with ApiError: `newer_messages` if the visitor
     * has written meanwhile.
     * @param {ConversationStatus} status @param {string} [id]
     */
    async setStatus(status, id) {
      follower.active();
      await statuses.set(status, id).finally(follower.poll);
    },
    /** Does the same to several conversations. */
    bulk,
    /** What the text box of the open conversation contains, after each change by the admin. */
    type: presence.type,
    setIdle: presence.setIdle,
    choosePresence: presence.choose,
    /**
     * Stores what the team knows of the visitor. Rejects with ApiError.
     * @param {string} id @param {{name: string | null, email: string | null}} known
     */
    async correctContact(id, known) {
      const { contact } = await calls.call("POST", `${conversationPath(id)}/contact`, known);
      inbox.applyContact(id, contact);
      changed();
    },
    blocks,
    desk,
    privacy,
    others: calls.others,
    search: calls.search,
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
