/** @import {ConversationStatus, InboxPage, InboxQuery} from "../../client/wire" */
/** @import {ApiError, Env} from "../../client/delivery/types" */
/** @import {InboxStore} from "./inbox.js" */
/** @type {Record<ConversationStatus, InboxQuery["view"]>} */
const VIEWS = { open: "all", closed: "closed" };

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
  /** @type {Set<ConversationStatus>} */
  const loading = new Set();
  let closedWanted = false;

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
    // Whether there never was a conversation, or all are closed.
    if (page.conversations.length === 0 && !inbox.loaded("closed")) await load("closed");
    applied();
  }

  /** The first page, or the next one of older conversations. @param {ConversationStatus} status */
  async function load(status) {
    const before = inbox.older(status);
    closedWanted ||= status === "closed";
    if (loading.has(status) || (before === null && inbox.loaded(status))) return;
    loading.add(status);
    applied();
    // After a failure nothing has changed, so the admin can try again.
    const page = await get({ limit: 50, view: VIEWS[status], ...(before !== null && { before }) }).catch(
      () => null,
    );
    // A page that points to itself is the last one.
    if (page) inbox.applyOlder(status, { ...page, older: page.older === before ? null : page.older });
    loading.delete(status);
    applied();
  }

  return {
    /** True while the server has changes that are not loaded yet. */
    get behind() {
      return behind;
    },
    /** @param {ConversationStatus} status */
    loading: (status) => loading.has(status),
    async poll() {
      const { cursor } = inbox;
      const due = cursor === null || env.now() >= repairAt;
      // Without a socket, the repair replaces one poll, so that each tick makes one request.
      if (cursor !== null && (live() || !due)) await changes(cursor);
      if (due) await newest();
      if (closedWanted && !inbox.loaded("closed")) await load("closed"); // it failed before
    },
    load,
  };
}
