import { createWriteStream } from "node:fs";
import { digest, shownText } from "./digest.js";

/** Writes events as JSON lines for tests/storm/records.py. Times are epoch milliseconds. */
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
 * Records every state that a page could have shown, as the difference to the one before: how many of the first stored
 * messages are the same ones, those of them that changed, and those that follow.
 * @param {(kind: string, fields: object) => void} write
 * @param {string} life one engine's time with one conversation
 * @param {() => {messages: object[], cursor: number, behind: boolean, loaded: boolean} | null} state
 */
function watch(write, life, state) {
  let before = [];
  let behind = false;
  const written = new Set();

  function once(kind, key, fields) {
    if (written.has(kind + key)) return;
    written.add(kind + key);
    write(kind, { life, client_id: key, ...fields });
  }

  function look() {
    const now = state();
    if (!now) return;
    // Only its sender is shown a message after a gap.
    const stored = now.messages.filter(({ id }) => id !== null && id <= now.cursor);
    let kept = 0;
    while (kept < before.length && kept < stored.length && same(before[kept], stored[kept])) kept++;
    const changed = stored.slice(0, kept).filter((message, at) => textOf(message) !== textOf(before[at]));
    if (kept < before.length || kept < stored.length || changed.length > 0)
      write("view", { life, kept, changed: changed.map(recorded), more: stored.slice(kept).map(recorded) });
    before = stored;
    checkUnsent(now.messages);
    if (behind && !now.behind) write("repaired", { life });
    behind = now.loaded && now.behind;
  }

  function checkUnsent(messages) {
    const seen = new Set();
    for (const { key, failure } of messages) {
      if (seen.has(key)) once("twice", key);
      seen.add(key);
      if (failure) once("failed", key, failure);
    }
  }

  return { look };
}

const textOf = ({ body, attachments = [] }) =>
  shownText({ body, names: attachments.map(({ name }) => name) });
const recorded = (message) => [message.id, message.key, digest(textOf(message))];
const same = (a, b) => a === b || (a.id === b.id && a.key === b.key);
