import { singleFlight } from "./single_flight.js";

/**
 * Messages after the cursor, until drained: first load, reconnect, poll and gap repair are all this.
 * @param {{
 *   timeline: {cursor: number},
 *   ask: (sinceId: number) => Promise<object>,
 *   absorb: (page: object) => void,
 *   restart: () => void,
 *   closed: () => boolean,
 * }} parts
 * @returns {() => Promise<void>} ask; rejects when a page could not be had
 */
export function createCatchup({ timeline, ask, absorb, restart, closed }) {
  async function pageAfter(cursor) {
    try {
      return await ask(cursor);
    } catch (error) {
      // Our cursor is beyond the log: it is another log than the one we read.
      if (error.code !== "cursor_ahead" || cursor === 0) throw error;
      restart();
      return ask(0);
    }
  }

  return singleFlight(async () => {
    let page;
    let before;
    do {
      before = timeline.cursor;
      page = await pageAfter(before);
      if (closed()) return;
      absorb(page);
      // A page that moves nothing was cut at a hole: asking at once would spin, the next poll asks.
    } while (page.has_more && timeline.cursor !== before);
  });
}
