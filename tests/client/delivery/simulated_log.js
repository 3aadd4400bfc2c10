/** The server's truth in memory: conversations as logs, appended as the design says. */
export function simulatedLog(now) {
  const conversations = new Map();
  let version = 0;

  function touch(conversation) {
    version += 1;
    conversation.version = version;
  }

  function begin(id) {
    const created_at = now();
    conversations.set(id, {
      id,
      log: [],
      read: { visitor: 0, admin: 0 },
      created_at,
      version: 0,
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
    inbox({ since, before, limit = 50 }) {
      const all = [...conversations.values()].sort((a, b) => a.version - b.version);
      if (since !== undefined) {
        const changed = all.filter((one) => one.version > since);
        const page = changed.slice(0, limit);
        const cursor = String(page.at(-1)?.version ?? since);
        return {
          conversations: page.map(summary),
          cursor,
          has_more: changed.length > page.length,
          older: null,
        };
      }
      const newest = all.reverse().filter((one) => before === undefined || one.version < before);
      const page = newest.slice(0, limit);
      const older = newest.length > page.length ? String(page.at(-1).version) : null;
      return { conversations: page.map(summary), cursor: String(version), has_more: false, older };
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
