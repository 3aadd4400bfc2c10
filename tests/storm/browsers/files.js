import { failure } from "../../../client/attachments/failure.js";
import { createUploads } from "../../../client/attachments/uploads.js";

/**
 * Messages with files in a tab: the pages' own code, except that it posts a file by `fetch`.
 * @param {{browser: object, engine: object, allow: (entry: object, file: object) => Promise<object>}} parts
 */
export function createFiles({ browser, engine, allow }) {
  const uploads = createUploads({
    store: browser.files,
    transfer,
    allow,
    now: () => Date.now(),
    unsent: (clientId) => browser.outbox().some((entry) => entry.client_id === clientId),
    changed() {},
  });
  engine.setSender(uploads.send);
  return {
    /** @param {string} text @param {string} name of a file with some text @param {(files: object[]) => string} send */
    send(text, name, send) {
      const blob = new Blob([`The file ${name}`]);
      const file = { name, type: "text/plain", size: blob.size };
      const clientId = send(text, [file]);
      uploads.keep(clientId, [{ ...file, blob }]);
      return clientId;
    },
  };
}

async function transfer({ url, fields }, blob, onProgress, signal) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("file", blob);
  const response = await fetch(url, { method: "POST", body, signal }).catch(() => null);
  if (!response?.ok) throw failure(response?.status ?? 0);
  onProgress(blob.size);
}
