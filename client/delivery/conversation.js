import { ApiError } from "./api.js";
import { createCatchup } from "./catchup.js";
import { createMarks } from "./marks.js";
import { createTimeline } from "./timeline.js";

const BASE_GONE = new Set(["cursor_ahead", "cursor_behind", "conversation_changed"]);

/**
 * One conversation as one side sees it: the log's contiguous prefix, then what this side has written and the prefix
 * does not have yet.
 * @param {{
 *   id: string | null, side: "visitor" | "admin", name: string | null, env: object, outbox: object,
 *   ask: (sinceId: number) => Promise<object>, postMark: (id: number) => Promise<object>,
 *   pending: () => object[], changed: () => void, again: () => void, begun?: boolean,
 * }} parts `pending`: the outbox's entries that belong here; `name`: what this side's unsent messages are signed with;
 *   `again`: called when all of it is to be loaded anew; `begun`: false when it is new, so that there is nothing to load
 */
export function createConversation({
  id,
  side,
  name,
  env,
  outbox,
  ask,
  postMark,
  pending,
  changed,
  again,
  begun = true,
}) {
  const other = side === "visitor" ? "admin" : "visitor";
  const timeline = createTimeline();
  let marks = createMarks({ env, post: postMark, onRead });
  let read = { visitor: 0, admin: 0 };
  let views = [];
  let createdAt = 0;
  let loaded = !begun;
  let looking = false;
  let closed = false;

  const catchUp = createCatchup({
    timeline,
    ask: askOfSameLog,
    absorb: absorbPage,
    restart,
    closed: () => closed,
  });

  async function askOfSameLog(since) {
    const page = await ask(since);
    // Retention has taken all of it, its row too, and somebody has begun anew: the numbers mean other messages now.
    if (since > 0 && page.created_at && createdAt && page.created_at !== createdAt)
      throw new ApiError(409, { code: "cursor_ahead" });
    return page;
  }

  function absorbPage(page) {
    if (page.has_more) timeline.expect(page.last_id + 1);
    else loaded = true;
    createdAt = page.created_at;
    absorb(page.messages, page.read, page.first_id);
  }

  function absorb(messages, marksRead, firstId = 1) {
    views = views.filter((view) => view.id >= firstId);
    // First in the log, then out of the outbox: there is no moment in which nothing is known of it.
    for (const message of timeline.apply(messages, firstId)) views.push(viewOf(message));
    for (const { sender_type, client_id } of messages) if (sender_type === side) outbox.drop(client_id);
    mergeRead(marksRead);
    mark();
    changed();
  }

  function mergeRead(marksRead) {
    for (const who in marksRead) {
      const before = read[who];
      if (!(marksRead[who] > before)) continue;
      read = { ...read, [who]: marksRead[who] };
      if (who !== other) continue;
      views = views.map((view) =>
        view.mine && view.id > before && view.id <= read[who] ? { ...view, status: "read" } : view,
      );
    }
  }

  function onRead(marksRead) {
    mergeRead(marksRead);
    changed();
  }

  function mark() {
    if (looking && loaded && !timeline.behind && timeline.cursor > read[side]) marks.seen(timeline.cursor);
  }

  function restart() {
    timeline.reset();
    marks.stop();
    marks = createMarks({ env, post: postMark, onRead });
    read = { visitor: 0, admin: 0 };
    views = [];
    createdAt = 0;
    // What comes now is history, not news: nobody is told of it as if it had just been written.
    loaded = false;
    changed();
  }

  function viewOf({ client_id, ...message }) {
    const mine = message.sender_type === side;
    const status = mine ? (message.id <= read[other] ? "read" : "sent") : null;
    return { key: client_id ?? `#${message.id}`, ...message, mine, status, failure: null };
  }

  function sift() {
    const here = new Set([
      ...views.map(({ key }) => key),
      ...timeline.ahead.map(({ client_id }) => client_id),
    ]);
    for (const { client_id } of pending().filter((entry) => here.has(entry.client_id)))
      outbox.drop(client_id);
  }

  function rebase(clientId, home = id) {
    // `after` says: up to here every message was read and none was this one. What is in the outbox and not in the
    // prefix that was read may say so of that prefix.
    sift();
    outbox.retry(clientId, { conversation_id: home, after: timeline.cursor });
  }

  /**
   * Sends it again from what was read since, for which the server asks when its own base is very old or gone.
   * Throws `refusal` on where that might store it twice: it is not known to be nowhere in what is gone.
   */
  async function sendOnFromHere(clientId, refusal) {
    if (closed) throw refusal;
    outbox.untried(clientId);
    await catchUp();
    if (closed) throw refusal;
    const entry = outbox.fresh(clientId);
    if (entry?.failure || (entry?.after < timeline.gone && entry.tries > 0)) throw refusal;
    rebase(clientId);
    throw new ApiError(0);
  }

  const unsentView = ({ client_id, body, made_at, failure }, held_until) => ({
    key: client_id,
    id: null,
    sender_type: side,
    sender_name: name,
    body,
    sent_at: made_at,
    mine: true,
    status: failure ? "failed" : "sending",
    failure,
    held_until,
  });

  return {
    id,
    get cursor() {
      return timeline.cursor;
    },
    get behind() {
      return timeline.behind;
    },
    get loaded() {
      return loaded;
    },
    /** When the last message was written, 0 while there is none. */
    get lastAt() {
      return views.at(-1)?.sent_at ?? 0;
    },
    get read() {
      return read;
    },
    get unread() {
      return views.filter((view) => !view.mine && view.id > read[side]).length;
    },
    /** @returns {object[]} ViewMessages; views of what has not changed are the same objects as before */
    messages() {
      // Of what waits for a hole to be filled only what its writer knows about is shown.
      const acknowledged = timeline.ahead.filter((message) => message.sender_type === side);
      return views.concat(
        acknowledged.map(viewOf),
        pending().map((entry) => unsentView(entry, outbox.heldUntil(entry))),
      );
    },
    absorb,
    catchUp,
    onRead,
    /** @param {object} event by the socket, of this conversation or of another */
    hear({ type, conversation_id, id: upTo, reader, message, read: marksRead, behind, first_id }) {
      timeline.expect(behind?.[id]);
      if (conversation_id !== id) return;
      if (type === "ChatMessageReceived") absorb([message], marksRead);
      if (type === "ConversationErased") absorb([], {}, first_id);
      if (type !== "MessagesRead") return;
      timeline.expect(upTo);
      onRead({ [reader]: upTo });
    },
    /** @param {number} lastId somebody says that the log reaches this number */
    expect: timeline.expect,
    /** Another tab's entries may be of messages that are here already, be it beyond a hole. */
    sift,
    send: (body) => outbox.add(id, body, timeline.cursor),
    /** @param {string | null} home the conversation that a message gets whose own does not exist any more */
    retry(clientId, home) {
      if (BASE_GONE.has(outbox.find(clientId)?.failure?.code)) rebase(clientId, home);
      else outbox.retry(clientId);
    },
    /**
     * @param {() => Promise<object>} post sends it
     * @returns {Promise<object>} the stored message; rejects as `post` did, and then what it was sent on is set right
     */
    async deliver(clientId, post) {
      try {
        return await post();
      } catch (error) {
        if (error.code === "cursor_behind") await sendOnFromHere(clientId, error);
        if (error.code === "cursor_ahead") {
          restart();
          again();
        }
        throw error;
      }
    },
    looking(now) {
      looking = now;
      mark();
    },
    close() {
      closed = true;
      marks.stop();
    },
  };
}
