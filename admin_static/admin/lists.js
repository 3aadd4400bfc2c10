/** @import {InboxPage, InboxQuery} from "../../client/wire" */
/** @import {Env, Timer} from "../../client/delivery/types" */
/** @import {InboxRow, InboxStore} from "./inbox.js" */
/** @import {List} from "./views.js" */
import { ALL, isFiltered, isIn, isSnoozed, listKey } from "./views.js";

const PAGE = 50;
const SCREEN = 30; // rows that fill a large screen
const CALLS = 5; // in a row: of 10,000 conversations, few may match a filter
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The pages of one list. `older`: the cursor of the next page; null: there is none; undefined: none was loaded yet. `stale`:
 * the next page is the first one again.
 * @typedef {{older: string | null | undefined, loading: boolean, failed: boolean, stale: boolean}} Pages
 * @typedef {{rows: InboxRow[], of: InboxRow[], until: number, blocked: ReadonlySet<string>}} Drawn the rows of a list, what they
 *   were chosen from, and until when they are right
 * @typedef {ReturnType<typeof createLists>} Lists
 */

/**
 * The lists of the inbox: views with filters. What is loaded is filtered here, at once; the server is asked for the rest.
 * @param {{
 *   inbox: InboxStore, env: Env, me: string, get: (query: InboxQuery) => Promise<InboxPage>, rows: () => InboxRow[],
 *   applied: () => void, woken: () => void,
 * }} parts `rows`: of all conversations; `applied` is called after each page, `woken` when a snooze has ended
 */
export function createLists({ inbox, env, me, get, rows, applied, woken }) {
  /** @type {Map<string, Pages>} */
  const pages = new Map();
  /** @type {Map<string, Drawn>} */
  const drawn = new Map();
  /** @type {ReadonlySet<string>} */
  let blocked = new Set();
  let current = ALL;
  /** @type {Timer | undefined} */
  let timer;
  let timerAt = Number.POSITIVE_INFINITY;

  /** @param {List} list @returns {Pages} */
  function pagesOf(list) {
    const key = listKey(list);
    const known = pages.get(key) ?? { older: undefined, loading: false, failed: false, stale: false };
    pages.set(key, known);
    return known;
  }

  /** @param {List} list */
  function rowsOf(list) {
    const key = listKey(list);
    const now = env.now();
    const all = rows();
    const before = drawn.get(key);
    if (before?.of === all && before.blocked === blocked && now < before.until) return before.rows;
    const known = { now, me, blocked };
    let until = Number.POSITIVE_INFINITY;
    const found = all.filter((row) => {
      if (isSnoozed(row, now)) until = Math.min(until, row.snoozed_until ?? until);
      return isIn(row, list, known);
    });
    // Those whose snooze ends first are first.
    if (list.view === "snoozed") found.reverse();
    const same = before?.rows.length === found.length && found.every((row, at) => row === before.rows[at]);
    drawn.set(key, { rows: same ? before.rows : found, of: all, until, blocked });
    wakeAt(until);
    return same ? before.rows : found;
  }

  /** @param {number} at when the next snooze ends */
  function wakeAt(at) {
    if (at === timerAt) return;
    env.clearTimeout(timer);
    timerAt = at;
    if (at === Number.POSITIVE_INFINITY) return;
    timer = env.setTimeout(
      () => {
        timerAt = Number.POSITIVE_INFINITY;
        if (at > env.now()) wakeAt(at);
        else woken();
      },
      Math.min(at - env.now(), LONGEST_TIMER_MS),
    );
  }

  /** @param {List} list @param {InboxPage} page */
  function apply(list, page) {
    const known = pagesOf(list);
    const isFirst = known.older === undefined || known.stale;
    // A page that points to itself is the last one.
    known.older = page.older === known.older ? null : page.older;
    known.stale = false;
    if (list.view === "blocked") {
      const ids = page.conversations.map(({ id }) => id);
      blocked = new Set(isFirst && !isFiltered(list) ? ids : [...blocked, ...ids]);
    }
    inbox.applyPage(page);
  }

  /**
   * The first page, or the next ones of older conversations: a page with a filter may be short although there are more.
   * After a failure nothing has changed, so the admin can try again.
   * @param {List} list
   */
  async function load(list) {
    const known = pagesOf(list);
    if (known.loading || isComplete(known)) return;
    Object.assign(known, { loading: true, failed: false });
    applied();
    for (let call = 0, found = 0; call < CALLS && found < SCREEN && !isComplete(known); call++) {
      const page = await get(queryOf(list, known.stale ? null : known.older)).catch(() => null);
      known.failed = page === null;
      if (!page) break;
      apply(list, page);
      found += page.conversations.length;
      // Nobody looks at it any more.
      if (listKey(list) !== listKey(current)) break;
      applied();
    }
    known.loading = false;
    applied();
  }

  return {
    load,
    /** The newest page of all open conversations has come. @param {InboxPage} page */
    applyNewest(page) {
      const known = pagesOf(ALL);
      if (known.older === undefined) known.older = page.older;
    },
    /** @param {List} list */
    loaded: (list) => pagesOf(list).older !== undefined,
    /** Visitors were blocked or let in: nothing says which conversations that concerns. */
    async reloadBlocked() {
      if (current.view !== "blocked") return;
      pagesOf(current).stale = true;
      await load(current);
    },
    get current() {
      return current;
    },
    /** Shows a list, and loads it unless that was done before. @param {List} list */
    show(list) {
      current = list;
      const [key, all] = [listKey(list), listKey(ALL)];
      for (const other of drawn.keys()) if (other !== key && other !== all) drawn.delete(other);
      applied();
      const known = pagesOf(list);
      if (list.view === "blocked") known.stale = known.older !== undefined;
      // The newest page of all open conversations comes by itself.
      if ((known.older === undefined || known.stale) && key !== all) load(list);
    },
    /** Loads the present list's first page if it could not be loaded before. */
    async retry() {
      const { failed, older } = pagesOf(current);
      if (failed && older === undefined) await load(current);
    },
    /** @param {List} list */
    of(list) {
      const { older, loading, failed } = pagesOf(list);
      return {
        list,
        loaded: older !== undefined,
        conversations: rowsOf(list),
        hasOlder: older !== null && older !== undefined,
        loadingOlder: loading,
        failed,
      };
    },
    stop() {
      env.clearTimeout(timer);
      timerAt = Number.POSITIVE_INFINITY;
      drawn.clear();
    },
  };
}

/** @param {Pages} pages */
const isComplete = ({ older, stale }) => older === null && !stale;

/** @param {List} list @param {string | null} [before] @returns {InboxQuery} */
const queryOf = ({ view, tag, assignee, unread, language }, before) => ({
  limit: PAGE,
  ...(view !== "all" && { view }),
  ...(tag !== null && { tag }),
  ...(assignee !== null && { assignee }),
  ...(unread && { unread }),
  ...(language !== null && { language }),
  ...(before && { before }),
});
