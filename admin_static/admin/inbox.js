/** @import {Conversation, ConversationStatus, DeskState, InboxPage, Message, ReadMarks, VisitorContact} from "../../client/wire" */
/**
 * @typedef {Omit<Conversation, "visitor" | "read" | "first_id"> & Omit<Conversation["visitor"], "id">
 *   & {unread: number, failed: number}} InboxRow `failed`: how many replies were not sent
 * @typedef {ReturnType<typeof createInbox>} InboxStore
 */

/**
 * Conversations by id. Pages and events may arrive late, twice or out of order: last numbers and read marks only grow,
 * and of two versions of a conversation, the one with the higher last number has the newer last message and status.
 */
export function createInbox() {
  /** @type {Map<string, Conversation>} */
  const conversations = new Map();
  /** @type {ReturnType<typeof listsOf> | null} */
  let sorted = null;
  let sortedWith = "";
  /** @type {string | null} */
  let cursor = null;
  /** @type {Partial<Record<ConversationStatus, string | null>>} a status that is missing was not loaded yet */
  const older = {};
  let lastAt = 0;

  /** @param {Conversation} news */
  function merge(news) {
    sorted = null;
    if ((news.first_id ?? 0) > news.last_id) return conversations.delete(news.id); // all its messages were deleted
    let known = conversations.get(news.id);
    // Created later: this is a new log, with numbers of its own.
    if (known && known.created_at < news.created_at) known = undefined;
    const newer = known && known.last_id > news.last_id ? known : news;
    const { last_id, last_at, last_sender, preview, status, bot } = newer;
    const read = higher(known?.read, news.read);
    conversations.set(news.id, { ...news, last_id, last_at, last_sender, preview, status, bot, read });
    lastAt = Math.max(lastAt, last_at);
  }

  /**
   * @param {string} id @param {Partial<Conversation>} changes @param {Partial<ReadMarks>} [read]
   * @returns {boolean} whether the conversation is known
   */
  function change(id, changes, read) {
    const known = conversations.get(id);
    if (known) merge({ ...known, ...changes, read: higher(known.read, read) });
    return Boolean(known);
  }

  return {
    /** Whether the first page of the conversations with this status was loaded. @param {ConversationStatus} status */
    loaded: (status) => older[status] !== undefined,
    get cursor() {
      return cursor;
    },
    /** @param {ConversationStatus} status */
    older: (status) => older[status] ?? null,
    /** When the newest message was sent. */
    get lastAt() {
      return lastAt;
    },
    /** @param {string} id */
    get: (id) => conversations.get(id),
    /** The newest page; without a cursor, also its cursors. @param {InboxPage} page */
    applyFirst(page) {
      if (cursor === null) {
        cursor = page.cursor;
        older.open = page.older;
      }
      page.conversations.forEach(merge);
    },
    /** Changes since the cursor. @param {Pick<InboxPage, "cursor" | "conversations">} page */
    applySince(page) {
      cursor = page.cursor;
      page.conversations.forEach(merge);
    },
    /** The first page of the closed ones too. @param {ConversationStatus} status @param {Pick<InboxPage, "older" | "conversations">} page */
    applyOlder(status, page) {
      older[status] = page.older;
      page.conversations.forEach(merge);
    },
    /** The next newest page sets new cursors. */
    forgetCursor() {
      cursor = null;
    },
    /**
     * @param {string} id @param {Message} message
     * @param {Partial<ReadMarks>} [read] the marks after this message
     * @returns {boolean} whether the conversation is known as it is now; if not, ask the server
     */
    applyMessage(id, message, read) {
      const { kind, id: last_id, sent_at: last_at, sender_type: last_sender } = message;
      if (kind) {
        const status = STATUS[kind];
        change(id, { last_id, ...(status && { status }) }, read);
        return false;
      }
      const bot = botAfter(message, conversations.get(id)?.bot);
      // While the bot only asks, the visitor's message is the last one.
      if (message.bot?.kind === "offer") return change(id, { last_id, bot }, read);
      /** @type {Partial<Conversation>} */
      const news = { last_id, last_at, last_sender, preview: previewOf(message), bot };
      if (last_sender === "visitor" || last_sender === "admin") news.status = "open";
      return change(id, news, read);
    },
    /** @param {string} id */
    applyErased(id) {
      conversations.delete(id);
      sorted = null;
    },
    /** @param {string} id @param {VisitorContact} contact @returns {boolean} whether the conversation is known */
    applyContact(id, contact) {
      const known = conversations.get(id);
      return known ? change(id, { visitor: { ...known.visitor, contact } }) : false;
    },
    /**
     * @param {string} id @param {DeskState} state @param {number} [at_id] the message that the desk's entry follows
     * @returns {boolean} whether the conversation is known
     */
    applyDesk(id, { assignee_id, tags, snoozed_until, desk_id }, at_id = 0) {
      const known = conversations.get(id);
      if (!known || (known.desk_id ?? 0) > desk_id) return Boolean(known);
      // A message that came later has ended the snooze.
      const until =
        at_id && known.last_id > at_id && !known.snoozed_until ? undefined : (snoozed_until ?? undefined);
      return change(id, { assignee_id: assignee_id ?? undefined, tags, snoozed_until: until, desk_id });
    },
    /** @param {string} id @param {Partial<ReadMarks>} read */
    applyRead: (id, read) => change(id, {}, read),
    /**
     * All conversations, newest activity first, and those of each status; the same arrays while nothing changes.
     * @param {Record<string, number>} [failed] how many replies failed, by conversation
     */
    lists(failed = {}) {
      const counts = JSON.stringify(failed);
      if (counts !== sortedWith) sorted = null;
      sortedWith = counts;
      sorted ??= listsOf(
        [...conversations.values()]
          .sort((a, b) => b.last_at - a.last_at || (a.id < b.id ? -1 : 1))
          .map((conversation) => rowOf(conversation, failed[conversation.id] ?? 0)),
      );
      return sorted;
    },
  };
}

/** What a quiet entry makes of the conversation. @type {Partial<Record<string, ConversationStatus>>} */
const STATUS = { closed: "closed", reopened: "open" };
/**
 * Whether the bot takes part, as the server stores it.
 * @param {Message} message @param {Conversation["bot"]} before
 */
function botAfter({ sender_type, bot }, before) {
  if (sender_type === "admin") return undefined;
  if (bot?.kind === "person") return "person";
  return bot ? "on" : before;
}

/** The same as the server's preview. @param {Message} message */
const previewOf = ({ body, attachments = [] }) =>
  [...[body, ...attachments.map(({ name }) => `[${name}]`)].join(" ").trim().split(/\s+/).join(" ")]
    .slice(0, 120)
    .join("");

/** @param {Partial<ReadMarks>} [one] @param {Partial<ReadMarks>} [other] @returns {ReadMarks} */
const higher = (one, other) => ({
  visitor: Math.max(one?.visitor ?? 0, other?.visitor ?? 0),
  admin: Math.max(one?.admin ?? 0, other?.admin ?? 0),
});

/** @param {InboxRow[]} all */
const listsOf = (all) => ({
  all,
  open: all.filter(({ status }) => status !== "closed"),
  closed: all.filter(({ status }) => status === "closed"),
});

/** @param {Conversation} conversation @param {number} failed @returns {InboxRow} */
function rowOf({ visitor, read, first_id, ...conversation }, failed) {
  const { verified_id, email, contact } = visitor;
  const unread = Math.max(0, conversation.last_id - read.admin);
  return { ...conversation, name: nameOf(visitor), verified_id, email, contact, unread, failed };
}

/** The name that the server stores for a visitor without a name. */
export const NAMELESS = "Visitor";

/** The name that the page gives of a verified visitor, or the one that the visitor gave. @param {Conversation["visitor"]} visitor */
export const nameOf = ({ name, contact }) => (name === NAMELESS && contact?.name) || name;
