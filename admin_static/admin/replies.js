/** @import {AdminSession, Message, ReadMarks} from "../../client/wire" */
/** @import {Entry, Env} from "../../client/delivery/types" */
/** @import {createAdminCalls} from "./calls.js" */
/** @import {InboxStore} from "./inbox.js" */
/** @import {OpenConversation} from "./open_conversation.js" */
import { outcomeOf } from "../../client/delivery/api.js";
import { createOutbox } from "../../client/delivery/outbox.js";

/**
 * The outbox of an admin's replies and changes, to any conversation.
 * @param {{
 *   env: Env, session: AdminSession, calls: ReturnType<typeof createAdminCalls>, inbox: InboxStore,
 *   opened: () => OpenConversation, poll: () => void, changed: () => void,
 * }} parts `opened`: the conversation that is open
 */
export function createReplies({ env, session, calls, inbox, opened, poll, changed }) {
  const outbox = createOutbox({
    env,
    prefix: `porchlight.admin.${session.admin.id}.${session.site.id}.outbox.`,
    deliver,
    stored,
    changed,
  });
  /**
   * Sends a message with files, once what uploads them is loaded.
   * @type {(entry: Entry, post: (uploads: string[]) => Promise<Message>) => Promise<Message>}
   */
  let send = () => Promise.reject({});

  /** @param {Entry} entry */
  function deliver(entry) {
    const post = () =>
      entry.files ? send(entry, (uploads) => calls.reply(entry, uploads)) : calls.reply(entry);
    return opened().of(entry.conversation_id)?.deliver(post) ?? outcomeOf(post);
  }

  /** @param {Message} message @param {Pick<Entry, "conversation_id">} entry @param {Partial<ReadMarks>} read */
  function stored(message, { conversation_id: id }, read) {
    if (id) inbox.applyMessage(id, message, read);
    opened().of(id)?.apply([message], read);
    if (opened().behind) poll();
  }

  return {
    outbox,
    stored,
    /** @param {typeof send} sender */
    setSender(sender) {
      send = sender;
      outbox.flush();
    },
  };
}
