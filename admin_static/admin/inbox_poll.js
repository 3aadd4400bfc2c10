/**
 * Asks for the inbox: the newest page first, then what changed since, until drained; and the newest page again on
 * every slow check, which repairs whatever the changes did not tell.
 * @param {{
 *   inbox: object, env: object, get: (asked: {since?: string, before?: string, limit?: number}) => Promise<object>,
 *   live: () => boolean, checkMs: number, applied: () => void,
 * }} parts
 */
export function createInboxPoll({ inbox, env, get, live, checkMs, applied }) {
  let repairAt = 0;
  let behind = false;
  let loadingOlder = false;

  async function changes() {
    let before;
    do {
      before = inbox.cursor;
      const page = await get({ since: before }).catch(cursorRefused);
      inbox.applySince(page);
      behind = page.has_more;
      applied();
    } while (behind && inbox.cursor !== before);
  }

  function cursorRefused(error) {
    // A cursor of a log that is no more: the next ask begins with the newest page.
    if (error.status === 400) inbox.forgetCursor();
    throw error;
  }

  async function newest() {
    repairAt = env.now() + checkMs;
    inbox.applyFirst(await get({ limit: 50 }));
    applied();
  }

  return {
    /** Is more known to have changed than was read? */
    get behind() {
      return behind;
    },
    get loadingOlder() {
      return loadingOlder;
    },
    async ask() {
      const known = inbox.cursor !== null;
      const due = !known || env.now() >= repairAt;
      // While polling, the repair takes the place of one poll: a tick stays one request.
      if (known && (live() || !due)) await changes();
      if (due) await newest();
    },
    async loadOlder() {
      if (loadingOlder || inbox.older === null) return;
      loadingOlder = true;
      applied();
      // What fails leaves `older` as it was: whoever asked can ask again.
      const page = await get({ limit: 50, before: inbox.older }).catch(() => null);
      // A page that leads to itself is the end.
      if (page) inbox.applyOlder({ ...page, older: page.older === inbox.older ? null : page.older });
      loadingOlder = false;
      applied();
    },
  };
}
