/**
 * @import {Message, MessageId} from "../wire"
 * @import {Failure, NewBase, Outcome, Refused} from "./types"
 */
import { failed, outcomeOf } from "./api.js";
import { singleFlight } from "./single_flight.js";

/**
 * Reads a log from the server, and sends entries to it.
 * @template {{has_more: boolean}} Page
 * @param {{
 *   timeline: {readonly cursor: MessageId, readonly deleted: MessageId},
 *   fetchPage: (sinceId: MessageId) => Promise<Page>,
 *   apply: (page: Page) => void,
 *   isOther: (page: Page) => boolean,
 *   restart: () => void,
 *   removeStored: () => void,
 *   reload: () => void,
 * }} parts `restart`: forgets what was read, because the log is another one; `removeStored`: removes from the outbox what
 *   the log has; `reload`: called when all of the log must be read again
 */
export function createLogSync({ timeline, fetchPage, apply, isOther, restart, removeStored, reload }) {
  let closed = false;

  /** @param {MessageId} cursor */
  async function pageAfter(cursor) {
    const page = await fetchPage(cursor).catch((error) => {
      if (error.code !== "cursor_ahead" || !cursor) throw error;
    });
    if (page && !(cursor && isOther(page))) return page;
    restart();
    return fetchPage(0);
  }

  const catchUp = singleFlight(async () => {
    let page;
    let before;
    do {
      before = timeline.cursor;
      page = await pageAfter(before);
      if (closed) return;
      apply(page);
      // A page that moves nothing ends at a hole in the log. The next poll tries again; a loop here would not end.
    } while (page.has_more && timeline.cursor !== before);
  });

  /**
   * Catches up. An entry that is in the outbox after that is not in the log up to `after`.
   * @param {Failure} failure
   * @returns {Promise<Outcome | NewBase>}
   */
  const readBase = (failure) =>
    catchUp().then(() => {
      if (closed) return { type: "refused", failure };
      removeStored();
      return { type: "base", failure, after: timeline.cursor, deleted: timeline.deleted };
    }, failed);

  return {
    /** Reads until nothing is left: first load, reconnect, poll and gap repair use it. Rejects if a page cannot be read. */
    catchUp,
    /**
     * Makes one attempt to send an entry of this log.
     * @param {() => Promise<Message>} post
     * @returns {Promise<Outcome>}
     */
    async deliver(post) {
      const outcome = await outcomeOf(post);
      const { failure } = /** @type {Partial<Refused>} */ (outcome);
      if (failure?.code === "cursor_behind") return { type: "rebase", rebase: () => readBase(failure) };
      if (failure?.code === "cursor_ahead") {
        restart();
        reload();
      }
      return outcome;
    },
    /** Nothing is read into the log any more. */
    close() {
      closed = true;
    },
  };
}
