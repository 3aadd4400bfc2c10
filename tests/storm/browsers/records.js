import { createWriteStream } from "node:fs";
import { digest } from "./digest.js";

/** Writes what happens, one JSON object a line, for tests/storm/records.py. Times are milliseconds since 1970. */
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
 * Records every snapshot that a page could have drawn, as the difference to the previous one: how many of its first stored
 * messages are the same, and those that follow.
 * @param {(kind: string, fields: object) => void} write
 * @param {string} life one engine's time with one conversation
 * @param {() => {messages: object[], behind: boolean, loaded: boolean} | null} state
 */
function watch(write, life, state) {
  let before = [];
  let behind = false;
  const recorded = new Set();

  function once(kind, key, fields) {
    if (recorded.has(kind + key)) return;
    recorded.add(kind + key);
    write(kind, { life, client_id: key, ...fields });
  }

  function record() {
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
    recordUnstored(now.messages, stored.length);
    if (behind && !now.behind) write("repaired", { life });
    behind = now.loaded && now.behind;
  }

  function recordUnstored(messages, from) {
    if (messages.length === from) return;
    const seen = new Set();
    for (const { key, failure } of messages) {
      if (seen.has(key)) once("twice", key);
      seen.add(key);
      if (failure) once("failed", key, failure);
    }
  }

  return { record, length: () => before.length };
}

/** The stored messages without a gap. Behind a gap, a page shows only the messages of its own side. */
function storedPrefix(messages) {
  let length = 0;
  while (length < messages.length && messages[length].id === length + 1) length++;
  return messages.slice(0, length);
}

const same = (a, b) => a === b || (a.id === b.id && a.key === b.key && a.body === b.body);
