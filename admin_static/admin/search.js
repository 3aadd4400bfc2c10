/** @import {Found} from "../../client/wire" */

const PAUSE_MS = 200; // after the last key: while somebody types, most texts are not worth a call
const PAIRED = "\u0e00"; // from here on, one character can be looked for (chalicelib/storage/search.py)

/**
 * What is searched for, and what was found.
 * `phase`: "idle" without a text, "short" if the text has no word yet. `found` stays while the next text is searched for.
 * @typedef {object} SearchState
 * @property {string} text
 * @property {"idle" | "short" | "searching" | "found" | "failed"} phase
 * @property {Found | null} found
 * @property {"ready" | "loading" | "failed"} older
 */

/** @typedef {ReturnType<typeof setTimeout> | number} Timer */

/**
 * Searches as somebody types. Of several answers the one for the last text counts, whichever comes last.
 * @param {{
 *   env: {setTimeout: (job: () => void, ms: number) => Timer, clearTimeout: (timer: Timer) => void}, search: (text: string, before?: string) => Promise<Found>,
 *   changed: (state: SearchState) => void,
 * }} options
 */
export function createSearcher({ env, search, changed }) {
  /** @type {SearchState} */
  let state = { text: "", phase: "idle", found: null, older: "ready" };
  /** @type {Timer | null} */
  let timer = null;
  let asked = 0;

  /** @param {Partial<SearchState>} changes */
  function set(changes) {
    state = { ...state, ...changes };
    changed(state);
  }

  function stop() {
    asked += 1; // whatever is on its way comes too late
    if (timer !== null) env.clearTimeout(timer);
    timer = null;
  }

  async function run() {
    stop();
    const mine = asked;
    set({ phase: "searching", older: "ready" });
    try {
      const found = await search(state.text);
      if (mine === asked) set({ phase: "found", found });
    } catch (error) {
      if (mine !== asked) return;
      const { code } = /** @type {{code?: string}} */ (error);
      set({ phase: code === "search_too_short" ? "short" : "failed", found: null });
    }
  }

  return {
    get state() {
      return state;
    },
    /** @param {string} text */
    type(text) {
      const isSame = text.trim() === state.text.trim() && text.endsWith(" ") === state.text.endsWith(" ");
      if (isSame && state.phase !== "idle") return;
      stop();
      if (isShort(text)) return set({ text, phase: text.trim() ? "short" : "idle", found: null });
      set({ text, phase: "searching" });
      timer = env.setTimeout(run, PAUSE_MS);
    },
    /** Searches for the same text again. */
    retry: run,
    /** Adds the next older messages. */
    async loadOlder() {
      const { found, text } = state;
      if (!found?.older || state.older === "loading" || state.phase !== "found") return;
      const mine = asked;
      set({ older: "loading" });
      try {
        const page = await search(text, found.older);
        const messages = [...found.messages, ...page.messages];
        if (mine === asked)
          set({ older: "ready", found: { ...found, ...page, conversations: found.conversations, messages } });
      } catch {
        if (mine === asked) set({ older: "failed" });
      }
    },
    stop,
  };
}

/** Whether the server would refuse it anyway. @param {string} text */
function isShort(text) {
  const given = text.trim();
  return given.length < 2 && !(given >= PAIRED);
}
