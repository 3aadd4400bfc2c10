/**
 * Summaries of conversations by id. What arrives may be old, double or out of order: numbers and marks only grow,
 * and of two summaries the one with the higher last number says what the last message was.
 */
export function createInbox() {
  const summaries = new Map();
  let sorted = null;
  let sortedWith = "";
  let cursor = null;
  let older = null;
  let loaded = false;
  let lastAt = 0;

  function merge(news) {
    sorted = null;
    // Nothing of it is kept any more.
    if (news.first_id > news.last_id) return summaries.delete(news.id);
    let known = summaries.get(news.id);
    // A log that was begun anew: its numbers are not those of the one before.
    if (known?.created_at < news.created_at) known = null;
    const latest = known && known.last_id > news.last_id ? known : news;
    const { last_id, last_at, last_sender, preview } = latest;
    const read = grown(known?.read, news.read);
    summaries.set(news.id, { ...news, last_id, last_at, last_sender, preview, read });
    lastAt = Math.max(lastAt, last_at);
  }

  function change(id, patch) {
    const known = summaries.get(id);
    if (known) merge({ ...known, ...patch });
    return Boolean(known);
  }

  return {
    /** Has the first page come? */
    get loaded() {
      return loaded;
    },
    get cursor() {
      return cursor;
    },
    get older() {
      return older;
    },
    /** When the last message of all was written. */
    get lastAt() {
      return lastAt;
    },
    get: (id) => summaries.get(id),
    /** The newest conversations; the first time also where to go on from, in both directions. */
    applyFirst(page) {
      if (cursor === null) {
        cursor = page.cursor;
        older = page.older;
        loaded = true;
      }
      page.conversations.forEach(merge);
    },
    /** What changed since the cursor. */
    applySince(page) {
      cursor = page.cursor;
      page.conversations.forEach(merge);
    },
    applyOlder(page) {
      older = page.older;
      page.conversations.forEach(merge);
    },
    /** The cursor is not taken any more: the next first page sets a new one. */
    forgetCursor() {
      cursor = null;
    },
    /**
     * @param {{visitor?: number, admin?: number}} [read] the marks as that message left them
     * @returns {boolean} is the conversation known? If not, the server must be asked.
     */
    applyMessage(id, message, read) {
      const { id: last_id, sent_at: last_at, sender_type: last_sender, body } = message;
      return change(id, { last_id, last_at, last_sender, preview: preview(body), read });
    },
    applyErased(id) {
      summaries.delete(id);
      sorted = null;
    },
    /** @returns {boolean} is the conversation known? */
    applyRead: (id, read) => change(id, { read }),
    /**
     * @param {Record<string, number>} [failed] how many own messages have failed, by conversation
     * @returns {object[]} newest activity first; the same array while nothing changes
     */
    list(failed = {}) {
      const counts = JSON.stringify(failed);
      if (counts !== sortedWith) sorted = null;
      sortedWith = counts;
      sorted ??= [...summaries.values()]
        .sort((a, b) => b.last_at - a.last_at || (a.id < b.id ? -1 : 1))
        .map((summary) => rowOf(summary, failed[summary.id] ?? 0));
      return sorted;
    },
  };
}

/** As the server makes it. */
const preview = (body) => [...body.trim().split(/\s+/).join(" ")].slice(0, 120).join("");

function grown(before = { visitor: 0, admin: 0 }, news = {}) {
  const read = { ...before };
  for (const who in read) read[who] = Math.max(read[who], news[who] ?? 0);
  return read;
}

function rowOf(
  { id, visitor, status, created_at, last_id, last_at, last_sender, preview: text, read },
  failed,
) {
  const unread = Math.max(0, last_id - read.admin);
  return {
    id,
    name: visitor.name,
    verified_id: visitor.verified_id,
    email: visitor.email,
    preview: text,
    last_at,
    last_sender,
    last_id,
    unread,
    failed,
    status,
    created_at,
  };
}
