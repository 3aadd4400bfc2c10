/**
 * @import {Side} from "../wire"
 * @import {ViewMessage} from "../delivery/types"
 */

const MINUTE_MS = 60_000;

/** For how long a message can be changed after it was sent. The server decides: chalicelib/chat/changes.py. @type {Record<Side, number>} */
export const LIMIT_MS = { visitor: 15 * MINUTE_MS, admin: 24 * 60 * MINUTE_MS };

/** Whether it is a stored message of the reader, without a change that is on its way. @param {ViewMessage} message @param {string} [viewer] */
export const isOwn = ({ mine, id, kind, deleted, change, sender_name: name }, viewer) =>
  mine && id !== null && !kind && !deleted && !change && (viewer === undefined || viewer === name);

/** Whether the server would still take a change. @param {ViewMessage} message @param {number} now */
export const isInTime = ({ sender_type: type, sent_at: at }, now) =>
  now - at < (type === "visitor" ? LIMIT_MS.visitor : LIMIT_MS.admin);

/** Whether a page needs what draws changes. @param {ViewMessage[]} messages @param {number} now */
export const isNeeded = (messages, now) =>
  messages.some(
    (message) =>
      message.edited || message.deleted || message.change || (isOwn(message) && isInTime(message, now)),
  );
