/** @import {Counts} from "../../client/wire" */
/** @import {Env, Timer} from "../../client/delivery/types" */
const SOON_MS = 400; // an index that the server counts follows its table a little later
const EVERY_MS = 2_000;

/**
 * How many conversations are in each view, as the server counts them. Asked for when the dashboard opens, at each slow
 * check, and after changes that move a conversation between views; never on its own.
 * @param {{env: Env, get: () => Promise<Counts>, changed: () => void}} parts
 */
export function createCounts({ env, get, changed }) {
  /** @type {Counts | null} */
  let counts = null;
  /** @type {Timer | undefined} */
  let timer;
  let waiting = false;
  let askedAt = 0;
  let asked = 0;

  async function refresh() {
    askedAt = env.now();
    stop();
    const turn = ++asked;
    // After a failure the numbers stay, until the next slow check.
    const answer = await get().catch(() => null);
    if (!answer || turn !== asked) return;
    counts = answer;
    changed();
  }

  function stop() {
    env.clearTimeout(timer);
    waiting = false;
  }

  return {
    get state() {
      return counts;
    },
    refresh,
    /** A conversation has come, gone or changed its view. Several at once cause one question. */
    moved() {
      if (waiting) return;
      waiting = true;
      timer = env.setTimeout(refresh, Math.max(SOON_MS, askedAt + EVERY_MS - env.now()));
    },
    stop,
  };
}
