/** @import {InboxPage, InboxQuery} from "../../client/wire" */
/** @import {ApiError, Env} from "../../client/delivery/types" */
/** @import {InboxStore} from "./inbox.js" */
/**
 * Loads the inbox: the newest page first, then the changes since, until there are no more. Every slow check loads the
 * newest page again, which repairs any change that was missed.
 * @param {{
 *   inbox: InboxStore, env: Env, get: (query: InboxQuery) => Promise<InboxPage>, live: () => boolean, checkMs: number,
 *   applied: () => void,
 * }} parts `applied` is called after each page
 */
export function createInboxPoll({ inbox, env, get, live, checkMs, applied }) {
  let repairAt = 0;
  let behind = false;
  let loadingOlder = false;

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
    inbox.applyFirst(await get({ limit: 50 }));
    applied();
  }

  return {
    /** True while the server has changes that are not loaded yet. */
    get behind() {
      return behind;
    },
    get loadingOlder() {
      return loadingOlder;
    },
    async poll() {
      const { cursor } = inbox;
      const due = cursor === null || env.now() >= repairAt;
      // Without a socket, the repair replaces one poll, so that each tick makes one request.
      if (cursor !== null && (live() || !due)) await changes(cursor);
      if (due) await newest();
    },
    async loadOlder() {
      const before = inbox.older;
      if (loadingOlder || before === null) return;
      loadingOlder = true;
      applied();
      // After a failure `older` is unchanged, so the admin can try again.
      const page = await get({ limit: 50, before }).catch(() => null);
      // A page that points to itself is the last one.
      if (page) inbox.applyOlder({ ...page, older: page.older === before ? null : page.older });
      loadingOlder = false;
      applied();
    },
  };
}
