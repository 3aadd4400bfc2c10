/**
 * Files in a page, put together: both pages use this, and load it only where there is something to attach or to show.
 * @import {FileLinks, Message, MessageId, MessagesPage, NewUpload, UploadForm} from "../wire"
 * @import {Entry, Env, NewFile, ViewMessage} from "../delivery/types"
 */
import { html } from "../ui/html.js";
import { createChosen } from "./chosen.js";
import { createFileStore } from "./file_store.js";
import { createLinks } from "./links.js";
import { transfer } from "./transfer.js";
import { createUploads } from "./uploads.js";
import { Clip, Files, Tray } from "./view.js";

/** @typedef {ReturnType<typeof createAttachments>} Attachments */

/**
 * @param {{
 *   env: Env, mostBytes: () => number,
 *   allow: (entry: Entry, file: NewUpload) => Promise<UploadForm>, ask: (id: MessageId) => Promise<FileLinks>,
 *   read: (entry: Entry, since: MessageId) => Promise<MessagesPage>,
 *   send: (text: string, files: NewFile[]) => string | undefined, discard: (clientId: string) => void,
 *   setSender: (send: (entry: Entry, post: (uploads: string[]) => Promise<Message>) => Promise<Message>) => void,
 *   redraw: () => void, removal: AbortSignal,
 * }} parts `setSender`: what sends messages with files, for the engine; `redraw`: draws the page again
 */
export function createAttachments({
  env,
  mostBytes,
  allow,
  ask,
  read,
  send,
  discard,
  setSender,
  redraw,
  removal,
}) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const chosen = createChosen({ mostBytes, changed: redraw });
  const uploads = createUploads({
    store: createFileStore("porchlight-files"),
    transfer,
    allow,
    read,
    now: env.now,
    unsent: (clientId) => env.storage.keys().some((key) => key.endsWith(`.outbox.${clientId}`)),
    changed() {
      for (const listener of listeners) listener();
    },
  });
  const parts = {
    add: chosen.add,
    linkTo: createLinks({ ask, now: env.now }),
    sent: uploads.sent,
    /** @param {string} key */
    cancel(key) {
      discard(key);
      uploads.cancel(key);
    },
    /** @param {() => void} listener */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  setSender(uploads.send);
  uploads.collect();

  /** Files that are pasted or dropped anywhere in the page's part. @param {EventTarget} target */
  function listen(target) {
    const take = (/** @type {Event} */ event, /** @type {DataTransfer | null} */ data) => {
      if (!data?.types.includes("Files")) return;
      event.preventDefault();
      if (data.files.length > 0) chosen.add(data.files);
    };
    const options = { signal: removal };
    const onPaste = (/** @type {Event} */ event) =>
      take(event, /** @type {ClipboardEvent} */ (event).clipboardData);
    const onDrop = (/** @type {Event} */ event) => take(event, /** @type {DragEvent} */ (event).dataTransfer);
    target.addEventListener("paste", onPaste, options);
    target.addEventListener("dragover", onDrop, options);
    target.addEventListener("drop", onDrop, options);
  }

  return {
    listen,
    /** Whether a file is chosen, so that the text may be empty. */
    get attached() {
      return chosen.files.length > 0;
    },
    /** Sends the text with the chosen files. @param {string} text */
    send(text) {
      const files = chosen.take();
      const clientId = send(
        text,
        files.map(({ name, type, size }) => ({ name, type, size })),
      );
      if (clientId) uploads.keep(clientId, files);
      redraw();
    },
    clip: () => html`<${Clip} add=${chosen.add} />`,
    tray: () =>
      html`<${Tray} files=${chosen.files} problem=${chosen.problem} most=${mostBytes()} remove=${chosen.remove} />`,
    /** @param {ViewMessage} message */
    files: (message) => message.attachments && html`<${Files} ...${{ message, ...parts }} />`,
  };
}
