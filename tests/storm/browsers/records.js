import { createWriteStream } from "node:fs";
import { digest } from "./digest.js";

/** What happened, one JSON line each, for tests/storm/records.py. Times are epoch milliseconds. */
export function createRecords(path) {
  const file = createWriteStream(path);
  const write = (kind, fields) => file.write(`${JSON.stringify({ kind, at: Date.now(), ...fields })}\n`);
  return {
    write,
    close: () => new Promise((resolve) => file.end(resolve)),
    watch: (life, state) => watch(write, life, state),
  };
}

/**
 * Records every snapshot that a page could have painted, as the difference to the one before: how many of its first
 * stored messages are the same, and what follows them.
 * @param {Function} write
 * @param {string} life one engine's time with one conversation
 * @param {() => {messages: object[], behind: boolean, loaded: boolean} | null} state
 */
function watch(write, life, state) {
  let before = [];
  let behind = false;
  const told = new Set();

  function once(kind, key, fields) {
    if (told.has(kind + key)) return;
    told.add(kind + key);
    write(kind, { life, client_id: key, ...fields });
  }

  function look() {
    const now = state();
    if (!now) return;
    const stored = storedPrefix(now.messages);
    let kept = 0;
    while (kept < before.length && kept < stored.length && same(before[kept], stored[kept])) kept++;
    if (kept < before.length || kept < stored.length) {
      const more = stored.slice(kept).map(({ id, key, body }) => [id, key, digest(body)]);
      write("view", { life, kept, more });
    }
    before = stored;
    lookAtTheRest(now.messages, stored.length);
    if (behind && !now.behind) write("repaired", { life });
    behind = now.loaded && now.behind;
  }

  function lookAtTheRest(messages, from) {
    if (messages.length === from) return;
    const seen = new Set();
    for (const { key, failure } of messages) {
      if (seen.has(key)) once("twice", key);
      seen.add(key);
      if (failure) once("failed", key, failure);
    }
  }

  return { look, length: () => before.length };
}

/** The messages from the first to the last stored one: what is ahead of a gap is shown after it to its writer only. */
function storedPrefix(messages) {
  let length = 0;
  while (length < messages.length && messages[length].id === length + 1) length++;
  return messages.slice(0, length);
}

const same = (a, b) => a === b || (a.id === b.id && a.key === b.key && a.body === b.body);
