/** @import {InboxPage, InboxQuery} from "../../client/wire" */
/** @import {ApiError, Env} from "../../client/delivery/types" */
/** @import {InboxStore} from "./inbox.js" */
/** @import {Lists} from "./lists.js" */
import { wholeView } from "./views.js";

/** Without these, an inbox without open conversations may look as if there never was one. */
const OTHERS = [wholeView("closed"), wholeView("snoozed")];

/**
 * Loads the inbox: the newest page first, then the changes since, until there are no more. Every slow check loads the
 * newest page again, which repairs any change that was missed.
 * @param {{
 *   inbox: InboxStore, lists: Lists, env: Env, get: (query: InboxQuery) => Promise<InboxPage>, live: () => boolean,
 *   checkMs: number, applied: () => void, repaired: () => void,
 * }} parts `applied` is called after each page, `repaired` after the newest one
 */
export function createInboxPoll({ inbox, lists, env, get, live, checkMs, applied, repaired }) {
  let repairAt = 0;
  let behind = false;

  /** @param {string} from */
  async function changes(from) {
    for (let since = from; ; since = inbox.cursor ?? since) {
      const page = await get({ since }).catch(resetCursor);
      inbox.applySince(page);
      behind = page.has_more;
      applied();
      if (!behind || inbox.cursor === since) return;
    }
  }

  /** @param {ApiError} error @returns {never} */
  function resetCursor(error) {
    // The server does not accept this cursor any more: the next poll starts with the newest page.
    if (error.status === 400) inbox.forgetCursor();
    throw error;
  }

  async function newest() {
    repairAt = env.now() + checkMs;
    const page = await get({ limit: 50 });
    inbox.applyFirst(page);
    if (page.conversations.length === 0)
      for (const list of OTHERS) if (!lists.loaded(list)) await lists.load(list);
    lists.applyNewest(page);
    applied();
    repaired();
  }

  return {
    /** True while the server has changes that are not loaded yet. */
    get behind() {
      return behind;
    },
    async poll() {
      const { cursor } = inbox;
      const due = cursor === null || env.now() >= repairAt;
      // Without a socket, the repair replaces one poll, so that each tick makes one request.
      if (cursor !== null && (live() || !due)) await changes(cursor);
      if (due) await newest();
      await lists.retry();
    },
  };
}
