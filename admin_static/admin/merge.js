/** @import {Conversation, ConversationStatus, DeskState, Message, ReadMarks} from "../../client/wire" */

/**
 * A conversation as this page knows it. `desk_at`: the last number of its log for which the desk's fields were true;
 * `ended`: the last number known to have ended a snooze.
 * @typedef {Conversation & {desk_at: number, ended: number}} Known
 */

/** What an answer of the server says. @param {Conversation} conversation @returns {Known} */
export const asKnown = (conversation) => ({ ...conversation, desk_at: conversation.last_id, ended: 0 });

/**
 * Of two versions of a conversation, the one with the higher last number has the newer last message and status, and the
 * one with the higher number of the desk log has the newer assignee, tags and snooze. Read marks only grow.
 * @param {Known} known @param {Known} news
 * @returns {Known}
 */
export function merged(known, news) {
  const { last_id, last_at, last_sender, preview, status, bot, waiting_since } =
    known.last_id > news.last_id ? known : news;
  const { assignee_id, tags, snoozed_until, links, desk_id, desk_at } = isDeskNewer(known, news)
    ? known
    : news;
  const ended = Math.max(known.ended, news.ended);
  return {
    ...news,
    ...{ last_id, last_at, last_sender, preview, status, bot, waiting_since },
    ...{ assignee_id, tags, links, desk_id, desk_at, ended },
    // A message ends a snooze without an entry of the desk log.
    snoozed_until: ended > desk_at ? undefined : snoozed_until,
    read: higher(known.read, news.read),
  };
}

/** @param {Known} one @param {Known} other */
function isDeskNewer(one, other) {
  const difference = (one.desk_id ?? 0) - (other.desk_id ?? 0);
  return difference === 0 ? one.desk_at > other.desk_at : difference > 0;
}

/** @param {Partial<ReadMarks>} [one] @param {Partial<ReadMarks>} [other] @returns {ReadMarks} */
export const higher = (one, other) => ({
  visitor: Math.max(one?.visitor ?? 0, other?.visitor ?? 0),
  admin: Math.max(one?.admin ?? 0, other?.admin ?? 0),
});

/** The conversation after a change at the desk. @param {Known} known @param {DeskState} state @param {number} desk_at @returns {Known} */
export const afterDesk = (known, { assignee_id, tags, snoozed_until, links, desk_id }, desk_at) => ({
  ...known,
  assignee_id: assignee_id ?? undefined,
  tags: tags.length > 0 ? tags : undefined,
  snoozed_until: snoozed_until ?? undefined,
  links,
  desk_id,
  desk_at,
});

/** What a quiet entry makes of the conversation. @type {Partial<Record<string, ConversationStatus>>} */
const STATUS = { closed: "closed", reopened: "open" };

/**
 * The conversation after an entry of its log.
 * @param {Known} known @param {Message} message
 * @returns {Known}
 */
export function afterMessage(known, message) {
  const { kind, id: last_id, sent_at: last_at, sender_type: last_sender } = message;
  if (kind) {
    const status = STATUS[kind] ?? known.status;
    if (kind === "closed") return { ...known, last_id, status, waiting_since: undefined, ended: last_id };
    return { ...known, last_id, status };
  }
  const bot = botAfter(message, known.bot);
  // While the bot only asks, the visitor's message is the last one.
  if (message.bot?.kind === "offer") return { ...known, last_id, bot };
  const byVisitor = last_sender === "visitor";
  return {
    ...known,
    ...{ last_id, last_at, last_sender, preview: previewOf(message), bot },
    status: byVisitor || last_sender === "admin" ? "open" : known.status,
    waiting_since: byVisitor ? (known.waiting_since ?? last_at) : undefined,
    ended: byVisitor ? last_id : known.ended,
  };
}

/**
 * Whether the bot takes part, as the server stores it.
 * @param {Message} message @param {Conversation["bot"]} before
 */
function botAfter({ sender_type, bot }, before) {
  if (sender_type === "admin") return undefined;
  if (bot?.kind === "person") return "person";
  return bot ? "on" : before;
}

/** The same as the server's preview. @param {Message} message */
const previewOf = ({ body, attachments = [] }) =>
  [...[body, ...attachments.map(({ name }) => `[${name}]`)].join(" ").trim().split(/\s+/).join(" ")]
    .slice(0, 120)
    .join("");
