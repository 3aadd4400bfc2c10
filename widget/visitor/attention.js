/** @import {Conversation, Env, Follower, Outbox} from "../../client/delivery/types" */

const RECENT_MS = 30 * 60_000; // for so long after the last message an answer is expected, even if the panel is closed
const CHECK_MS = 3 * 60_000; // a closed panel checks no more often than this

/**
 * How often a visitor's page asks the server. Visitors who have written once come back to many pages without opening the
 * panel: each of those pages costs one request, for the number of unread messages. The socket and the polls are for an
 * open panel, for something that is not sent or not read yet, and for a conversation whose last message is recent.
 * @param {{
 *   env: Env, outbox: Outbox, follower: Follower, conversation: () => Conversation, ready: () => boolean,
 * }} parts `ready`: whether there is a session, and a conversation to read
 */
export function createAttention({ env, outbox, follower, conversation, ready }) {
  let panelOpen = true;
  let checkedAt = 0;

  const worthFollowing = () =>
    panelOpen ||
    conversation().behind ||
    outbox.entries.some((entry) => !entry.failure) ||
    env.now() - conversation().lastAt < RECENT_MS;

  return {
    /** Starts or stops to follow the conversation. */
    update() {
      if (!ready()) return;
      const { cursor, behind, loaded } = conversation();
      if (!worthFollowing()) follower.stop();
      // Before the first message is stored, there is nothing to follow.
      else if (cursor > 0 || behind || !loaded) follower.start();
    },
    /** Reads what is new in a conversation that is not followed. A failure waits until the page wakes. */
    check() {
      if (!ready() || worthFollowing() || env.now() - checkedAt < CHECK_MS) return;
      checkedAt = env.now();
      conversation()
        .catchUp()
        .catch(() => {});
    },
    /** @param {boolean} now */
    setPanelOpen(now) {
      panelOpen = now;
    },
  };
}
