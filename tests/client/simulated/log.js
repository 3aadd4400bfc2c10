const SETTLE_MS = 5_000;
const LOOK_BACK = 1_000;
const MOST_UNREAD = 100;

const keyOf = (at, id = "") => `${String(Math.floor(at)).padStart(13, "0")}#${id}`;
const sealed = (key) => Buffer.from(key).toString("base64url");
const unsealed = (cursor) => /^\d{13}#.*$/.exec(Buffer.from(cursor, "base64url").toString())?.[0] ?? null;

/** The server's conversations in memory: logs, with the same append as the real one. */
export function simulatedLog(now) {
  const conversations = new Map();

  function touch(conversation) {
    const previous = Number(conversation.changed.split("#")[0]);
    conversation.changed = keyOf(Math.max(now(), previous + 1), conversation.id);
  }

  function begin(id) {
    const created_at = now();
    conversations.set(id, {
      id,
      log: [],
      first: 1,
      deleted: new Set(),
      read: { visitor: 0, admin: 0 },
      created_at,
      changed: keyOf(0, id),
      name: `Visitor ${id}`,
    });
    return conversations.get(id);
  }

  /** The row of the message changes too; it is another object, because pages may hold the one before. */
  function change({ log }, target, { id, kind, body }) {
    const earlier = log.findLastIndex((entry) => entry.target === target.id && entry.id < id);
    if (earlier >= 0) {
      const { target: _, ...emptied } = log[earlier];
      log[earlier] = { ...emptied, body: "" };
    }
    const { edited, attachments, ...bare } = target;
    log[target.id - 1] =
      kind === "edited" ? { ...target, body, edited: true } : { ...bare, body: "", deleted: true };
  }

  return {
    get: (id) => conversations.get(id),
    begin,
    /** Deletes everything, as after a restore from an old backup. */
    clear: () => conversations.clear(),
    all: () => [...conversations.values()],
    touch,
    isUnread,
    /** @returns {{status: number, message?: object, code?: string}} */
    append(id, sender, { client_id, body = "", after }, { kind, target } = {}) {
      const conversation = conversations.get(id) ?? { log: [], first: 1 };
      if (after > conversation.log.length) return { status: 409, code: "cursor_ahead" };
      const above = Math.max(after, conversation.first - 1);
      if (conversation.log.length - above > LOOK_BACK) return { status: 409, code: "cursor_behind" };
      const known = conversation.log.slice(above).find((message) => message.client_id === client_id);
      if (known) return { status: 200, message: known };
      if (after < above) return { status: 409, code: "cursor_behind" };
      const changed = target && conversation.log[target - 1];
      if (kind && (!changed || target < conversation.first))
        return { status: 404, code: "message_not_found" };
      if (changed?.deleted) return { status: 409, code: "message_deleted" };
      if (changed && changed.sender_type !== sender) return { status: 409, code: "message_not_yours" };
      const stored = conversations.get(id) ?? begin(id);
      const before = { ...stored.read };
      const message = {
        id: stored.log.length + 1,
        client_id,
        sender_type: sender,
        sender_name: sender === "admin" ? "Maya" : "Visitor",
        body,
        sent_at: now(),
        ...(kind && { kind, target }),
      };
      stored.log.push(message);
      if (after === message.id - 1) stored.read[sender] = message.id;
      if (!kind) atDesk(stored, message);
      if (kind) {
        for (const side of ["visitor", "admin"])
          if (before[side] === message.id - 1) stored.read[side] = message.id;
        change(stored, changed, message);
      }
      touch(stored);
      return { status: 201, message };
    },
    page(id, since, limit) {
      const conversation = conversations.get(id) ?? { log: [], first: 1, deleted: new Set(), read: {} };
      const { log, first, deleted, created_at = 0 } = conversation;
      if (since > log.length) return null;
      const cursor = Math.max(since, first - 1);
      const there = log.slice(cursor, cursor + limit);
      const hole = there.findIndex((message) => deleted.has(message.id));
      const messages = hole < 0 ? there : there.slice(0, hole);
      const last_id = cursor + messages.length;
      const has_more = last_id < log.length;
      return { messages, last_id, has_more, read: marks(conversation), created_at, ...beginning(first) };
    },
    /** The messages up to this number expire. TTL has deleted some of them. */
    over(conversationId, upTo, deletes = () => true) {
      const conversation = conversations.get(conversationId);
      conversation.first = Math.max(conversation.first, upTo + 1);
      for (let id = 1; id < conversation.first; id++) if (deletes(id)) conversation.deleted.add(id);
    },
    /** Erases all messages. @returns {number} the first number of the log from now on */
    erase(id) {
      const conversation = conversations.get(id);
      this.over(id, conversation.log.length);
      touch(conversation);
      return conversation.first;
    },
    /** The visitor gives a name or an address, or it gets no more mail. */
    contact(id, contact) {
      const conversation = conversations.get(id);
      conversation.contact = contact;
      touch(conversation);
    },
    /** The team has done something with it. */
    desk(id, { assignee_id, tags, snoozed_until, desk_id, links }) {
      const conversation = conversations.get(id);
      conversation.desk = {
        desk_id,
        ...(assignee_id && { assignee_id }),
        ...(tags.length && { tags }),
        ...(snoozed_until && { snoozed_until }),
        ...(links && { links }),
      };
      touch(conversation);
    },
    /** TTL deletes an expired conversation: its next message starts another log. */
    forget: (id) => conversations.delete(id),
    mark(id, side, upTo) {
      const conversation = conversations.get(id);
      if (upTo > conversation.read[side]) {
        conversation.read[side] = upTo;
        touch(conversation);
      }
      return marks(conversation);
    },
    /**
     * Keys of changes and of last messages are times with an id. A cursor is some seconds old, so that the latest changes
     * are returned again. Only the server reads it.
     * @returns {object | null} null: not a cursor of this server
     */
    summary: (id) => summary(conversations.get(id)),
    inbox({ since, before, limit = 50, accepts = () => true }) {
      const all = [...conversations.values()].sort((a, b) => (a.changed < b.changed ? -1 : 1));
      const settled = sealed(keyOf(now() - SETTLE_MS));
      if (since !== null) {
        const bound = unsealed(since);
        if (!bound) return null;
        const found = all.filter((one) => one.changed > bound).slice(0, limit);
        const has_more = found.length === limit;
        const cursor = has_more ? sealed(found.at(-1).changed) : settled;
        return { conversations: found.reverse().map(summary), cursor, has_more, older: null };
      }
      // Sorted by the last message, which a read mark does not change. The first page has every unread conversation.
      const bound = before === null ? "~" : unsealed(before);
      const found = all
        .sort((a, b) => (latestOf(a) < latestOf(b) ? 1 : -1))
        .filter((one) => latestOf(one) < bound && accepts(one));
      const waiting = before === null ? found.filter(isUnread).slice(0, MOST_UNREAD) : [];
      const page = found.filter((one, at) => at < limit || waiting.includes(one));
      const older = found.length >= limit ? sealed(latestOf(found[limit - 1])) : null;
      const kept = page.filter(({ log, first }) => first <= log.length);
      return { conversations: kept.map(summary), cursor: settled, has_more: false, older };
    },
  };
}

const lastMessage = (log) => log.findLast((entry) => !entry.kind);
const latestOf = ({ id, log, desk }) =>
  keyOf(Math.max(lastMessage(log).sent_at, desk?.snoozed_until ?? 0), id);

/** What a message does to the conversation's row besides. */
function atDesk(conversation, { sender_type, sent_at }) {
  const byVisitor = sender_type === "visitor";
  if (byVisitor && conversation.desk) {
    const { snoozed_until: _, ...desk } = conversation.desk;
    conversation.desk = desk;
  }
  if (byVisitor || sender_type === "admin") conversation.closed = false;
  conversation.waiting_since = byVisitor ? (conversation.waiting_since ?? sent_at) : undefined;
}
const isUnread = ({ log, read, first }) => log.length > Math.max(read.admin, first - 1);

/** Deleted messages count as read. */
function marks({ read: { visitor = 0, admin = 0 }, first }) {
  return { visitor: Math.max(visitor, first - 1), admin: Math.max(admin, first - 1) };
}

const beginning = (first) => (first > 1 ? { first_id: first } : {});

function summary(conversation) {
  const { id, log, first, created_at, name, contact, desk, closed, waiting_since } = conversation;
  const { sent_at: last_at, sender_type: last_sender, body } = lastMessage(log);
  const last_id = log.length;
  const visitor = { id: `v-${id}`, name, ...(contact ? { contact } : {}) };
  return {
    id,
    visitor,
    status: closed ? "closed" : "open",
    ...(waiting_since && { waiting_since }),
    created_at,
    last_id,
    last_at,
    last_sender,
    preview: first <= last_id ? body : "",
    read: marks(conversation),
    ...beginning(first),
    ...desk,
  };
}
