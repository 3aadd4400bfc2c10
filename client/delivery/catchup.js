/**
 * @import {MessageId} from "../wire"
 */
import { singleFlight } from "./single_flight.js";

/**
 * Reads the messages after the cursor until none is left. First load, reconnect, poll and gap repair all use it.
 * @template {{has_more: boolean}} Page
 * @param {{
 *   timeline: {readonly cursor: MessageId},
 *   fetchPage: (sinceId: MessageId) => Promise<Page>,
 *   apply: (page: Page) => void,
 *   isOther: (page: Page) => boolean,
 *   restart: () => void,
 *   closed: () => boolean,
 * }} parts `restart`: forgets what was read, because the log is another one
 * @returns {() => Promise<void>} rejects if a page could not be read
 */
export function createCatchup({ timeline, fetchPage, apply, isOther, restart, closed }) {
  /** @param {MessageId} cursor */
  async function pageAfter(cursor) {
    const page = await fetchPage(cursor).catch((error) => {
      if (error.code !== "cursor_ahead" || !cursor) throw error;
    });
    if (page && !(cursor && isOther(page))) return page;
    restart();
    return fetchPage(0);
  }

  return singleFlight(async () => {
    let page;
    let before;
    do {
      before = timeline.cursor;
      page = await pageAfter(before);
      if (closed()) return;
      apply(page);
      // A page that moves nothing ends at a hole in the log. The next poll tries again; a loop here would not end.
    } while (page.has_more && timeline.cursor !== before);
  });
}
