/** @import {Clock} from "./types" */

const REPEAT_MS = 3_000; // the server ignores more than one in two seconds
export const SHOWN_MS = 7_000; // longer than until the next one, shorter than people wonder

/**
 * Says to the other side that this page's text is being written: at most once in 3 seconds while it changes, and once
 * when it was deleted. The text itself is never sent.
 * @param {{env: Pick<Clock, "now">, say: (stopped: boolean) => void}} parts
 */
export function createTyping({ env, say }) {
  let saidAt = 0;
  let shown = false;

  return {
    /** @param {string} text after each change by its writer */
    changed(text) {
      const since = env.now() - saidAt;
      if (!text.trim()) {
        if (shown && since < SHOWN_MS) say(true);
        shown = false;
      } else if (since >= REPEAT_MS) {
        saidAt = env.now();
        shown = true;
        say(false);
      }
    },
    /** The text was sent: the message itself ends the typing. */
    sent() {
      shown = false;
    },
  };
}
