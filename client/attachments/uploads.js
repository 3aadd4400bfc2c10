/**
 * @import {Message, MessagesPage, NewUpload, UploadForm} from "../wire"
 * @import {Entry} from "../delivery/types"
 * @import {KeptFile, KeptFiles} from "./file_store.js"
 */
import { failure } from "./failure.js";

const VALID_MS = 20 * 3600_000; // S3 deletes an upload without a message after a day
const MOST_MISSES = 4;
const FORGOTTEN_MS = 3600_000;

/**
 * Uploads the files of an unsent message, and then sends the message. The outbox makes the attempts: one at a time, in the
 * order written, with growing pauses, and again after a reload. A file that is uploaded is not uploaded again.
 *
 * @param {{
 *   store: ReturnType<typeof import("./file_store.js").createFileStore>,
 *   transfer: typeof import("./transfer.js").transfer,
 *   allow: (entry: Entry, file: NewUpload) => Promise<UploadForm>,
 *   read: (entry: Entry, since: number) => Promise<MessagesPage>,
 *   now: () => number,
 *   unsent: (clientId: string) => boolean,
 *   changed: () => void,
 * }} parts `allow` asks the server for a form; `read`: messages of the entry's conversation after this one; `unsent`: whether the outbox of any tab has the message
 */
export function createUploads({ store, transfer, allow, read, now, unsent, changed }) {
  /** @type {Map<string, KeptFiles>} */
  const kept = new Map();
  /** How many bytes of a message's files are sent. @type {Map<string, number>} */
  const progress = new Map();
  /** How often the files of a message were not there. @type {Map<string, number>} */
  const misses = new Map();
  /** @type {Map<string, AbortController>} */
  const running = new Map();

  /** @param {string} clientId */
  function forget(clientId) {
    kept.delete(clientId);
    progress.delete(clientId);
    store.remove(clientId);
  }

  /** The message in the log, if another tab has sent it. @param {Entry} entry */
  async function sentBefore(entry) {
    for (let since = entry.after; ; ) {
      const { messages, last_id, has_more } = await read(entry, since);
      const found = messages.find((message) => message.client_id === entry.client_id);
      if (found || !has_more) return found;
      since = last_id;
    }
  }

  /** @param {Entry} entry @param {KeptFiles} message @param {AbortSignal} signal */
  async function upload(entry, message, signal) {
    if (now() - message.at > VALID_MS) message.files.forEach(forgetUpload);
    let before = 0;
    for (const file of message.files) {
      const { name, type, size, blob } = file;
      if (!file.upload) {
        const form = await allow(entry, { name, type, size });
        const onProgress = (/** @type {number} */ sent) => {
          progress.set(entry.client_id, before + sent);
          changed();
        };
        onProgress(0);
        await transfer(form, blob, onProgress, signal);
        file.upload = form.attachment.id;
        message.at = now();
        store.put(entry.client_id, message);
      }
      before += size;
    }
    progress.set(entry.client_id, before);
    changed();
    return message.files.map((file) => file.upload ?? "");
  }

  return {
    /** Keeps the files of a message that is in the outbox now. @param {string} clientId @param {KeptFile[]} files */
    keep(clientId, files) {
      const message = { files, at: now() };
      kept.set(clientId, message);
      return store.put(clientId, message);
    },
    /**
     * One attempt, for the outbox.
     * @param {Entry} entry
     * @param {(uploads: string[]) => Promise<Message>} post
     * @returns {Promise<Message>} rejects with ApiError or a failure
     */
    async send(entry, post) {
      const { client_id: clientId } = entry;
      await null; // the outbox attempts a message while it is being added, before its files are kept
      const message = kept.get(clientId) ?? (await store.get(clientId));
      if (!message) {
        // Another tab that has sent it has forgotten the files. One that is adding it may not have kept them yet.
        const sent = await sentBefore(entry);
        if (sent) return sent;
        const times = (misses.get(clientId) ?? 0) + 1;
        misses.set(clientId, times);
        throw times > MOST_MISSES ? failure(400, "file_lost") : failure(0);
      }
      kept.set(clientId, message);
      const aborter = new AbortController();
      running.set(clientId, aborter);
      try {
        const stored = await post(await upload(entry, message, aborter.signal));
        forget(clientId);
        return stored;
      } catch (error) {
        if (/** @type {{code?: string}} */ (error).code !== "upload_not_found") throw error;
        message.files.forEach(forgetUpload);
        throw failure(0); // the next attempt uploads them again
      } finally {
        running.delete(clientId);
      }
    },
    /** The message is discarded. @param {string} clientId */
    cancel(clientId) {
      running.get(clientId)?.abort();
      forget(clientId);
    },
    /** Bytes; undefined while nothing is being uploaded. @param {string} clientId */
    sent: (clientId) => progress.get(clientId),
    /** Deletes the files of messages that another page has sent or discarded. */
    async collect() {
      for (const clientId of await store.keys()) {
        const message = await store.get(clientId);
        if (!unsent(clientId) && now() - (message?.at ?? 0) > FORGOTTEN_MS) forget(clientId);
      }
    },
  };
}

/** @param {KeptFile} file */
function forgetUpload(file) {
  file.upload = undefined;
}
