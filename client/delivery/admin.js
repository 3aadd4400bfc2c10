import { createAdminCalls, signIn } from "./admin_calls.js";
import { createApi } from "./api.js";
import { createConversation } from "./conversation.js";
import { createFollower } from "./follower.js";
import { createInbox } from "./inbox.js";
import { createInboxPoll } from "./inbox_poll.js";
import { createOutbox } from "./outbox.js";
import { createStore } from "./store.js";

export { signIn };

/**
 * An admin's inbox and the conversation that is open: one socket and one poll for everything.
 * @param {{apiBase: string, session: object, env: object}} options `session`: what signIn resolved to
 */
export function createAdmin({ apiBase, session, env }) {
  const store = createStore(snapshot);
  const changed = store.changed;
  const calls = createAdminCalls({
    api: createApi({ base: apiBase, env }),
    token: session.token,
    reached: (answered) => follower.note(answered),
    signedOut: signOut,
  });
  const inbox = createInbox();
  const outbox = createOutbox({
    env,
    prefix: `porchlight.admin.${session.admin.id}.outbox.`,
    deliver,
    stored,
    gone: () => follower.now(),
    changed,
  });
  const follower = createFollower({
    env,
    ask: poll,
    ticket: calls.ticket,
    socketUrl: () => session.socket_url,
    intervals: () => session.intervals,
    hear: () => Boolean(session.socket_url),
    hurry: () => Boolean(open?.behind),
    onEvent,
    onBack: outbox.flush,
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
  let open = null;
  let notFound = false;
  let looking = false;
  let signedOut = false;
  let offWake = null;
  outbox.load();

  function conversation(id) {
    const opened = createConversation({
      id,
      side: "admin",
      name: session.admin.name,
      env,
      outbox,
      ask: (since) => calls.messages(id, since),
      postMark: (upTo) => postMark(id, upTo),
      pending: () => outbox.entries.filter((entry) => entry.conversation_id === id),
      changed,
    });
    opened.looking(looking);
    return opened;
  }

  /** @returns {Promise<boolean>} has somebody written? */
  async function poll() {
    const before = inbox.lastAt;
    await inboxPoll.ask();
    // While polling, the inbox tells whether the open conversation is behind: one request a tick.
    const missing = open && (open.behind || !(open.loaded || notFound));
    if (missing || (open && follower.live)) await catchUp(open);
    return inbox.lastAt !== before;
  }

  async function catchUp(conversation) {
    try {
      await conversation.catchUp();
    } catch (error) {
      if (error.status !== 404) throw error;
      if (conversation === open) notFound = true;
      changed();
    }
  }

  /** What the inbox has learned about the open conversation. */
  function applied() {
    const summary = open && inbox.get(open.id);
    if (summary) {
      open.expect(summary.last_id);
      open.onRead(summary.read);
    }
    changed();
  }

  function onEvent(event) {
    const { type, conversation_id: id, message, read } = event;
    let known = true;
    if (type === "ChatMessageReceived") known = inbox.applyMessage(id, message, read);
    else if (type === "MessagesRead") inbox.applyRead(id, { [event.reader]: event.id });
    else return;
    if (open?.id === id) open.hear(event);
    if (!known || open?.behind) follower.now();
    changed();
  }

  async function deliver(entry) {
    try {
      return await calls.reply(entry);
    } catch (error) {
      if (error.code === "cursor_ahead" && open?.id === entry.conversation_id) {
        open.restart();
        follower.now();
      }
      throw error;
    }
  }

  function stored(message, { conversation_id: id }, read) {
    inbox.applyMessage(id, message, read);
    if (open?.id === id) {
      open.absorb([message], read);
      if (open.behind) follower.now();
    }
  }

  async function postMark(id, upTo) {
    const answer = await calls.markRead(id, upTo);
    inbox.applyRead(id, answer.read);
    return answer;
  }

  function signOut() {
    signedOut = true;
    rest();
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
    open?.sift();
    outbox.flush();
    follower.wake();
    changed();
  }

  function snapshot() {
    return {
      connection: follower.connection,
      behind: inboxPoll.behind || Boolean(open?.behind),
      signedOut,
      inbox: {
        loaded: inbox.loaded,
        conversations: inbox.list(),
        hasOlder: inbox.older !== null,
        loadingOlder: inboxPoll.loadingOlder,
      },
      open: open && {
        id: open.id,
        loaded: open.loaded,
        notFound,
        name: inbox.get(open.id)?.visitor.name ?? null,
        messages: open.messages(),
      },
    };
  }

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    start() {
      if (offWake || signedOut) return;
      offWake = env.wake.on(woken);
      outbox.start();
      follower.start();
    },
    /** @param {string | null} id */
    openConversation(id) {
      if (open?.id === id) return;
      open?.close();
      notFound = false;
      open = id === null ? null : conversation(id);
      applied();
      // What fails here is asked again by the poll.
      if (open && !signedOut) catchUp(open).catch(follower.now);
    },
    /** @param {string} text @returns {string} the new message's client_id */
    send(text) {
      follower.stir();
      return open.send(text);
    },
    retry: (clientId) => open.retry(clientId),
    discard: outbox.drop,
    /** @param {boolean} now are the open conversation's messages on the screen? */
    looking(now) {
      looking = now;
      open?.looking(now);
      if (now) follower.stir();
    },
    loadOlder: inboxPoll.loadOlder,
    stop() {
      open?.close();
      open = null;
      rest();
    },
  };
}
