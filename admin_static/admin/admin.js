import { createApi } from "../../client/delivery/api.js";
import { createFollower } from "../../client/delivery/follower.js";
import { createOutbox } from "../../client/delivery/outbox.js";
import { outcomeOf } from "../../client/delivery/outcome.js";
import { createStore } from "../../client/delivery/store.js";
import { createAdminCalls } from "./admin_calls.js";
import { createBlocks } from "./blocks.js";
import { createInbox } from "./inbox.js";
import { createInboxPoll } from "./inbox_poll.js";
import { createOpened } from "./opened.js";
import { createPrivacy } from "./privacy.js";
import { createTokens } from "./session.js";

/**
 * An admin's inbox and the conversation that is open: one socket and one poll for everything.
 * @param {{apiBase: string, session: object, env: object, shared?: object}} options `session`: what signIn resolved to;
 *   `shared`: see createTokens
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
      rest();
    },
  });
  const blocks = createBlocks({ env, calls, changed });
  const privacy = createPrivacy({ env, call: calls.call, erased });
  const inbox = createInbox();
  const outbox = createOutbox({
    env,
    prefix: `porchlight.admin.${session.admin.id}.outbox.`,
    deliver,
    stored,
    changed,
  });
  const opened = createOpened({
    name: session.admin.name,
    env,
    outbox,
    inbox,
    changed,
    reload: () => follower.poll(),
    fetchPage: calls.messages,
    postMark,
  });
  const follower = createFollower({
    env,
    poll,
    ticket: calls.ticket,
    socketUrl: () => session.socket_url,
    intervals: () => session.intervals,
    wantsSocket: () => Boolean(session.socket_url),
    behind: () => opened.behind,
    cursors: () => opened.cursors,
    onEvent,
    flush: outbox.flush,
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
  let offWake = null;
  outbox.load();

  /** @returns {Promise<boolean>} has somebody written? */
  async function poll() {
    const before = inbox.lastAt;
    await inboxPoll.ask();
    // While polling, the inbox tells whether the open conversation is behind: one request a tick.
    if (opened.missing || (opened.current && follower.live)) await opened.catchUp();
    if (offWake) outbox.restore();
    return inbox.lastAt !== before;
  }

  function applied() {
    opened.informed();
    changed();
  }

  function onEvent(event) {
    const { type, conversation_id: id, message, read } = event;
    let known = true;
    if (type === "ChatMessageReceived") known = inbox.applyMessage(id, message, read);
    else if (type === "MessagesRead") inbox.applyRead(id, { [event.reader]: event.id });
    else if (type === "ConversationErased") inbox.applyErased(id);
    else if (type !== "resumed") return;
    opened.onEvent(event);
    if (!known || opened.behind) follower.poll();
    changed();
  }

  function erased(id, firstId) {
    onEvent({ type: "ConversationErased", conversation_id: id, first_id: firstId });
  }

  function deliver(entry) {
    const post = () => calls.reply(entry);
    return opened.of(entry.conversation_id)?.deliver(post) ?? outcomeOf(post);
  }

  function stored(message, { conversation_id: id }, read) {
    inbox.applyMessage(id, message, read);
    opened.of(id)?.apply([message], read);
    if (opened.behind) follower.poll();
  }

  async function postMark(id, upTo) {
    const answer = await calls.markRead(id, upTo);
    inbox.applyRead(id, answer.read);
    return answer;
  }

  function rest() {
    offWake?.();
    offWake = null;
    follower.stop();
    outbox.stop();
    changed();
  }

  function woken() {
    outbox.load();
    opened.current?.removeStored();
    outbox.flush();
    follower.wake();
    changed();
  }

  /** @returns {Record<string, number>} how many replies have failed, by conversation */
  function failures() {
    const counts = {};
    for (const { conversation_id: id, failure } of outbox.entries)
      if (failure) counts[id] = (counts[id] ?? 0) + 1;
    return counts;
  }

  function snapshot() {
    return {
      connection: follower.connection,
      behind: inboxPoll.behind || opened.behind,
      signedOut,
      inbox: {
        loaded: inbox.loaded,
        conversations: inbox.list(failures()),
        hasOlder: inbox.older !== null,
        loadingOlder: inboxPoll.loadingOlder,
      },
      open: opened.state,
      blocks: blocks.list,
      unsent: outbox.entries.length,
    };
  }

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    start() {
      if (offWake || signedOut) return;
      offWake = env.wake.on(woken, outbox.restore);
      outbox.start();
      follower.start();
    },
    /** @param {string | null} id */
    openConversation(id) {
      if (opened.of(id)) return;
      opened.turnTo(id);
      applied();
      // What fails here is asked again by the poll.
      if (opened.current && !signedOut) opened.catchUp().catch(follower.poll);
    },
    /** @param {string} text @returns {string} the new message's client_id */
    send(text) {
      follower.active();
      return opened.current.send(text);
    },
    retry: (clientId) => opened.current.retry(clientId),
    discard: outbox.discard,
    /** @returns {number} how much is written and not sent, in any tab of this browser; `state.unsent` follows it */
    countUnsent() {
      outbox.load();
      opened.current?.removeStored();
      changed();
      return outbox.entries.length;
    },
    /** Nothing of it is sent, nothing of it stays in the browser. */
    discardUnsent() {
      outbox.load();
      for (const { client_id } of outbox.entries) outbox.discard(client_id);
    },
    /** @param {boolean} now are the open conversation's messages on the screen? */
    looking(now) {
      opened.looking(now);
      if (now) follower.active();
    },
    loadOlder: inboxPoll.loadOlder,
    /** `look()`, `add({conversation_id, kind, reason})`, `remove(id)`; the list is `state.blocks`. */
    blocks,
    /** `export(id)` resolves to all that is kept of a conversation, `erase(id)` to nothing. */
    privacy,
    /** `(method, path, body?)`: a call of this session, for what is not part of the inbox. Rejects with ApiError. */
    call: calls.call,
    /** Ends the session, here and on the server. @returns {Promise<boolean>} did the server hear? */
    async signOut() {
      rest();
      return calls.signOut().then(
        () => true,
        // Somebody has ended it before: that is what was asked for.
        () => signedOut,
      );
    },
    stop() {
      tokens.stop();
      opened.turnTo(null);
      rest();
    },
  };
}
