/** @import {FileLinks, MessageId} from "../wire" */

const EARLY_MS = 30_000;

/**
 * Links to the files of messages, which expire: one request for a message, and another one when they are over.
 * @param {{ask: (id: MessageId) => Promise<FileLinks>, now: () => number}} parts
 */
export function createLinks({ ask, now }) {
  /** @type {Map<MessageId, Promise<FileLinks>>} */
  const known = new Map();

  /** @param {MessageId} id */
  function request(id) {
    const asked = ask(id);
    known.set(id, asked);
    asked.catch(() => known.delete(id));
    return asked;
  }

  /**
   * @param {MessageId} id
   * @param {string} attachmentId
   * @param {{renew?: boolean}} [options] `renew`: the last one did not work
   * @returns {Promise<string>} rejects with ApiError
   */
  return async function linkTo(id, attachmentId, { renew = false } = {}) {
    const before = renew ? undefined : await known.get(id);
    const { links } = before && before.expires_at - EARLY_MS > now() ? before : await request(id);
    return links.find((link) => link.id === attachmentId)?.url ?? "";
  };
}
