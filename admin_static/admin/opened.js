import { createConversation } from "../../client/delivery/conversation.js";

/**
 * The conversation that an admin has open, if any: at most one is followed message by message.
 * @param {{
 *   name: string, env: object, outbox: object, inbox: object, changed: () => void, reload: () => void,
 *   fetchPage: (id: string, sinceId: number) => Promise<object>, postMark: (id: string, upTo: number) => Promise<object>,
 * }} parts
 */
export function createOpened({ name, env, outbox, inbox, changed, reload, fetchPage, postMark }) {
  let current = null;
  let notFound = false;
  let looking = false;

  function conversation(id) {
    const opened = createConversation({
      id,
      side: "admin",
      name,
      env,
      outbox,
      fetchPage: (since) => fetchPage(id, since),
      postMark: (upTo) => postMark(id, upTo),
      pending: () => outbox.entries.filter((entry) => entry.conversation_id === id),
      changed,
      reload,
    });
    opened.setVisible(looking);
    return opened;
  }

  return {
    get current() {
      return current;
    },
    get behind() {
      return Boolean(current?.behind);
    },
    /** Is it known that there is something which was not read yet? */
    get missing() {
      return current !== null && (current.behind || !(current.loaded || notFound));
    },
    get state() {
      if (!current) return null;
      const { id, loaded } = current;
      return {
        id,
        loaded,
        notFound,
        name: inbox.get(id)?.visitor.name ?? null,
        messages: current.messages(),
      };
    },
    /** @returns {object | null} the conversation, if it is this one */
    of: (id) => (current?.id === id ? current : null),
    /** @returns {Record<string, number>} its cursor, by its id */
    get cursors() {
      return current ? { [current.id]: current.cursor } : {};
    },
    /** @param {object} event by the socket, of this conversation or of another */
    onEvent: (event) => current?.onEvent(event),
    /** @param {string | null} id */
    turnTo(id) {
      current?.close();
      notFound = false;
      current = id === null ? null : conversation(id);
    },
    async catchUp() {
      const asked = current;
      try {
        await asked.catchUp();
      } catch (error) {
        if (error.status !== 404) throw error;
        if (asked === current) notFound = true;
        changed();
      }
    },
    /** Takes over what the inbox has learned of it. */
    informed() {
      const summary = current && inbox.get(current.id);
      if (!summary) return;
      current.expect(summary.last_id);
      current.applyRead(summary.read);
    },
    /** @param {boolean} now are its messages on the screen? */
    looking(now) {
      looking = now;
      current?.setVisible(now);
    },
  };
}
