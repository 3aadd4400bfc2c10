const SETTLE_MS = 5_000;
const LOOK_BACK = 1_000;

const keyOf = (at, id = "") => `${String(at).padStart(13, "0")}#${id}`;
const sealed = (key) => Buffer.from(key).toString("base64url");
const unsealed = (cursor) => /^\d{13}#.*$/.exec(Buffer.from(cursor, "base64url").toString())?.[0] ?? null;

/** The server's truth in memory: conversations as logs, appended as the design says. */
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
      read: { visitor: 0, admin: 0 },
      created_at,
      changed: keyOf(0, id),
      name: `Visitor ${id}`,
    });
    return conversations.get(id);
  }

  return {
    get: (id) => conversations.get(id),
    begin,
    /** Everything is gone, as after a restore from an old backup. */
    clear: () => conversations.clear(),
    /** @returns {{status: number, message?: object, code?: string}} */
    append(id, sender, { client_id, body, after }) {
      const conversation = conversations.get(id) ?? { log: [] };
      if (after > conversation.log.length) return { status: 409, code: "cursor_ahead" };
      if (conversation.log.length - after > LOOK_BACK) return { status: 409, code: "cursor_behind" };
      const known = conversation.log.slice(after).find((message) => message.client_id === client_id);
      if (known) return { status: 200, message: known };
      const stored = conversations.get(id) ?? begin(id);
      const message = {
        id: stored.log.length + 1,
        client_id,
        sender_type: sender,
        sender_name: sender === "admin" ? "Maya" : "Visitor",
        body,
        sent_at: now(),
      };
      stored.log.push(message);
      if (after === message.id - 1) stored.read[sender] = message.id;
      touch(stored);
      return { status: 201, message };
    },
    page(id, since, limit) {
      const { log, read } = conversations.get(id) ?? { log: [], read: { visitor: 0, admin: 0 } };
      if (since > log.length) return null;
      const messages = log.slice(since, since + limit);
      const last_id = since + messages.length;
      return { messages, last_id, has_more: last_id < log.length, read: { ...read } };
    },
    mark(id, side, upTo) {
      const conversation = conversations.get(id);
      if (upTo > conversation.read[side]) {
        conversation.read[side] = upTo;
        touch(conversation);
      }
      return { ...conversation.read };
    },
    /**
     * Keys of changes are times with an id; a cursor stays behind the present, so that what changed last is told
     * again. Nobody but this side can read it.
     * @returns {object | null} null: not a cursor of ours
     */
    inbox({ since, before, limit = 50 }) {
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
      const bound = before === null ? "~" : unsealed(before);
      const page = all
        .reverse()
        .filter((one) => one.changed < bound)
        .slice(0, limit);
      const older = page.length === limit ? sealed(page.at(-1).changed) : null;
      return { conversations: page.map(summary), cursor: settled, has_more: false, older };
    },
  };
}

function summary({ id, log, read, created_at, name }) {
  const { id: last_id, sent_at: last_at, sender_type: last_sender, body } = log.at(-1);
  const visitor = { id: `v-${id}`, name };
  return {
    id,
    visitor,
    status: "open",
    created_at,
    last_id,
    last_at,
    last_sender,
    preview: body,
    read: { ...read },
  };
}
