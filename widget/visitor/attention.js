const RECENT_MS = 30 * 60_000; // so long after the last message an answer is awaited, also with the panel closed
const GLANCE_MS = 3 * 60_000; // a closed panel looks no more often than this

/**
 * How much a visitor's page asks. Visitors who have written once come back to many pages without opening the panel:
 * those cost one look each, which tells what is unread. A socket and polls are for an open panel, for something that
 * is not sent or not read yet, and for a conversation whose last message is recent.
 * @param {{
 *   env: object, outbox: object, follower: object, conversation: () => object, begun: () => boolean,
 * }} parts `begun`: is there a session, and a conversation to ask for?
 */
export function createAttention({ env, outbox, follower, conversation, begun }) {
  let watched = true;
  let glancedAt = 0;

  const awaited = () =>
    watched ||
    conversation().behind ||
    outbox.entries.some((entry) => !entry.failure) ||
    env.now() - conversation().lastAt < RECENT_MS;

  return {
    /** Follows the conversation while it is worth it, and no longer. */
    attend() {
      if (!begun()) return;
      const { cursor, behind, loaded } = conversation();
      if (!awaited()) follower.stop();
      // Before the first message is stored there is nothing to hear.
      else if (cursor > 0 || behind || !loaded) follower.start();
    },
    /** One look at what is not followed: when there is a session, and when the page wakes. */
    glance() {
      if (!begun() || awaited() || env.now() - glancedAt < GLANCE_MS) return;
      glancedAt = env.now();
      // What fails is looked at again when the page wakes.
      conversation()
        .catchUp()
        .catch(() => {});
    },
    /** @param {boolean} now is the panel open? If nobody says so, it is. */
    watched(now) {
      watched = now;
    },
  };
}
