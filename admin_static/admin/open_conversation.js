/** @import {Frame} from "../../client/wire" */
/** @import {ApiError, Conversation, Env, Outbox} from "../../client/delivery/types" */
/** @import {createAdminCalls} from "./calls.js" */
/** @import {InboxStore} from "./inbox.js" */
import { createConversation } from "../../client/delivery/conversation.js";
import { nameOf } from "./inbox.js";

/** @typedef {ReturnType<typeof createOpenConversation>} OpenConversation */

/**
 * The conversation that the admin has open, if any. Only this one is followed message by message.
 * @param {{
 *   name: string, env: Env, calls: ReturnType<typeof createAdminCalls>, outbox: Outbox, inbox: InboxStore,
 *   changed: () => void, reload: () => void,
 * }} parts `name`: the admin's; `reload` polls at once
 */
export function createOpenConversation({ name, env, calls, outbox, inbox, changed, reload }) {
  /** @type {Conversation | null} */
  let current = null;
  /** @type {string | null} */
  let openId = null;
  let notFound = false;
  let visible = false;

  /** @param {string} id */
  function conversation(id) {
    const opened = createConversation({
      id,
      side: "admin",
      name,
      env,
      outbox,
      fetchPage: (since) => calls.messages(id, since),
      async postMark(upTo) {
        const answer = await calls.markRead(id, upTo);
        inbox.applyRead(id, answer.read);
        return answer;
      },
      pending: () => outbox.entries.filter((entry) => entry.conversation_id === id),
      changed,
      reload,
    });
    opened.setVisible(visible);
    return opened;
  }

  return {
    get current() {
      return current;
    },
    get behind() {
      return Boolean(current?.behind);
    },
    /** True while the open conversation has messages that are not loaded yet. */
    get missing() {
      return current !== null && (current.behind || !(current.loaded || notFound));
    },
    get state() {
      if (!current || openId === null) return null;
      const known = inbox.get(openId);
      return {
        id: openId,
        loaded: current.loaded,
        cursor: current.cursor,
        notFound,
        name: known ? nameOf(known.visitor) : null,
        messages: current.messages(),
      };
    },
    /** Returns the open conversation if it has this id. @param {string | null | undefined} id */
    of: (id) => (openId === id ? current : null),
    /** @returns {Record<string, number>} its cursor, by its id */
    get cursors() {
      return current && openId ? { [openId]: current.cursor } : {};
    },
    /** @param {Frame} event of any conversation */
    onEvent: (event) => current?.onEvent(event),
    /** @param {string | null} id */
    open(id) {
      current?.close();
      notFound = false;
      openId = id;
      current = id === null ? null : conversation(id);
    },
    async catchUp() {
      const asked = current;
      await asked?.catchUp().catch((/** @type {ApiError} */ error) => {
        if (error.status !== 404) throw error;
        if (asked === current) notFound = true;
        changed();
      });
    },
    /** Applies what the inbox has received about it. */
    applyInbox() {
      const known = openId !== null && inbox.get(openId);
      if (!current || !known) return;
      current.expect(known.last_id);
      current.applyRead(known.read);
    },
    /** @param {boolean} now whether its messages are on the screen */
    setVisible(now) {
      visible = now;
      current?.setVisible(now);
    },
  };
}
