/**
 * @import {Frame, Message, MessageId, MessagesPage, ReadMarks, Side} from "../wire"
 * @import {Change, Entry, Env, Outbox, SomeReadMarks, StoredView, ViewMessage} from "./types"
 */

import { createLogSync } from "./log_sync.js";
import { createMarks } from "./marks.js";
import { createTimeline } from "./timeline.js";

/** @type {Side[]} */
const SIDES = ["visitor", "admin"];

/**
 * One conversation as one side sees it: the log's contiguous prefix, then the messages of this side that the prefix does
 * not have yet.
 * @param {{
 *   id: string | null, side: Side, name: string | null, env: Env, outbox: Outbox,
 *   fetchPage: (sinceId: MessageId) => Promise<MessagesPage>,
 *   postMark: (id: MessageId) => Promise<{read: ReadMarks}>,
 *   pending: () => Entry[], changed: () => void, reload: () => void, loaded?: boolean,
 * }} parts `name`: the sender's name on unsent messages; `pending`: the outbox's entries of this conversation;
 *   `reload`: called when all of it must be read again; `loaded`: there is nothing to load
 */
export function createConversation({
  id,
  side,
  name,
  env,
  outbox,
  fetchPage,
  postMark,
  pending,
  changed,
  reload,
  loaded = false,
}) {
  const other = side === "visitor" ? "admin" : "visitor";
  const timeline = createTimeline();
  const newMarks = () => createMarks({ env, post: postMark, onRead: applyRead });
  let marks = newMarks();
  let read = { visitor: 0, admin: 0 };
  /** @type {StoredView[]} */
  let views = [];
  let createdAt = 0;
  let visible = false;

  const { catchUp, deliver, close } = createLogSync({
    timeline,
    fetchPage,
    apply: applyPage,
    // Retention has deleted the whole conversation, and a new log has begun: its numbers mean other messages.
    isOther: (page) => createdAt > 0 && page.created_at > 0 && page.created_at !== createdAt,
    restart,
    removeStored,
    reload,
  });

  /** @param {MessagesPage} page */
  function applyPage(page) {
    if (page.has_more) timeline.expect(page.last_id + 1);
    else loaded = true;
    createdAt = page.created_at;
    apply(page.messages, page.read, page.first_id);
  }

  /**
   * @param {Message[]} messages
   * @param {SomeReadMarks} [newRead]
   * @param {MessageId} [firstId]
   */
  function apply(messages, newRead = {}, firstId = 1) {
    views = views.filter((view) => view.id >= firstId);
    // First in the log, then out of the outbox: a message is always in one of them.
    for (const message of timeline.apply(messages, firstId)) add(views, viewOf(message));
    for (const { sender_type, client_id } of messages) if (sender_type === side) outbox.remove(client_id);
    mergeRead(newRead);
    sendMark();
    changed();
  }

  /** @param {SomeReadMarks} newRead */
  function mergeRead(newRead) {
    for (const reader of SIDES) {
      const upTo = newRead[reader] ?? 0;
      if (upTo <= read[reader]) continue;
      read[reader] = upTo;
      if (reader !== other) continue;
      views = views.map((view) =>
        view.status === "sent" && view.id <= upTo ? { ...view, status: "read" } : view,
      );
    }
  }

  /** @param {SomeReadMarks} newRead */
  function applyRead(newRead) {
    mergeRead(newRead);
    changed();
  }

  function sendMark() {
    if (visible && loaded && !timeline.behind && timeline.cursor > read[side]) marks.seen(timeline.cursor);
  }

  function restart() {
    timeline.reset();
    marks.stop();
    marks = newMarks();
    read = { visitor: 0, admin: 0 };
    views = [];
    createdAt = 0;
    // What is read now is history: pages do not announce it as new.
    loaded = false;
    changed();
  }

  /** @param {Message} message @returns {StoredView} */
  function viewOf({ client_id, ...message }) {
    const mine = message.sender_type === side;
    const status = mine ? (message.id <= read[other] ? "read" : "sent") : null;
    return { key: client_id ?? `#${message.id}`, ...message, mine, status, failure: null };
  }

  /** @param {Entry} entry @returns {ViewMessage} */
  const unsentViewOf = (entry) => ({
    key: entry.client_id,
    id: null,
    sender_type: side,
    sender_name: name,
    body: entry.body ?? "",
    kind: entry.kind,
    target: entry.target,
    attachments: /** @type {ViewMessage["attachments"]} */ (entry.files),
    sent_at: entry.made_at,
    mine: true,
    status: entry.failure ? "failed" : "sending",
    failure: entry.failure,
    held_until: outbox.retryAt(entry),
  });

  /** Other tabs' entries may be messages that were read here before, or that wait for a gap to close. */
  function removeStored() {
    for (const { key } of views) outbox.remove(key);
    for (const { client_id } of timeline.ahead) outbox.remove(client_id);
  }

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
    /** When the last message was written; 0 if there is none. */
    get lastAt() {
      return views.at(-1)?.sent_at ?? 0;
    },
    get unread() {
      return views.filter((view) => !(view.mine || view.kind || view.deleted) && view.id > read[side]).length;
    },
    /** @returns {ViewMessage[]} a view that has not changed is the same object as before */
    messages() {
      const shown = /** @type {ViewMessage[]} */ ([...views]);
      // Of the messages that wait for a gap to close, only this side's are shown: their writer knows of them.
      for (const message of timeline.ahead) if (message.sender_type === side) add(shown, viewOf(message));
      for (const entry of pending()) add(shown, unsentViewOf(entry));
      return shown;
    },
    apply,
    applyRead,
    catchUp,
    /** @param {Frame} frame from the socket, about this conversation or another */
    onEvent(frame) {
      if (frame.type === "resumed") timeline.expect(frame.behind[id ?? ""]);
      else if (frame.conversation_id === id) {
        if (frame.type === "ChatMessageReceived") apply([frame.message], frame.read);
        if (frame.type === "ConversationErased") apply([], {}, frame.first_id);
        if (frame.type !== "MessagesRead") return;
        timeline.expect(frame.id);
        applyRead({ [frame.reader]: frame.id });
      }
    },
    /** The log is known to reach this number. */
    expect: timeline.expect,
    removeStored,
    /** @param {string} body @param {Entry["files"]} [files] @returns {string} the new entry's client_id */
    send: (body, files) => outbox.add(id, body, timeline.cursor, undefined, files),
    /**
     * Edits or deletes a message of this side that is in the log.
     * @param {MessageId} target its number
     * @param {Change} kind
     * @param {string} [body] its new text
     * @returns the change's client_id
     */
    change: (target, kind, body) =>
      outbox.add(id, body, timeline.cursor, undefined, undefined, { target, kind }),
    /**
     * @param {string} clientId
     * @param {string | null} [conversationId] for a message whose conversation does not exist any more
     */
    retry(clientId, conversationId = id) {
      removeStored();
      outbox.retry(clientId, { conversation_id: conversationId, after: timeline.cursor });
    },
    deliver,
    /** @param {boolean} now whether its messages are on the screen */
    setVisible(now) {
      visible = now;
      sendMark();
    },
    close() {
      close();
      marks.stop();
    },
  };
}

/**
 * Adds a view; that of a change goes into the view of its message.
 * @param {ViewMessage[]} views
 * @param {ViewMessage} view without a `target`, if a later change followed
 */
function add(views, view) {
  const { key, id, kind, target, body, status, failure, held_until } = view;
  if (kind !== "edited" && kind !== "deleted") return views.push(view);
  const at = views.findIndex((message) => message.id === target);
  const message = views[at];
  if (message)
    views[at] = {
      ...message,
      body,
      attachments: kind === "deleted" ? undefined : message.attachments,
      [kind]: true,
      ...(!id && { status, failure, held_until, change: key }),
    };
}
