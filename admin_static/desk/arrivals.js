/**
 * The conversations that came in between two states of the inbox: unknown before, and newer than all that was known,
 * so that older pages loaded on request are not taken for news.
 */
export function arrivals(before, after) {
  if (!before.loaded || !after.loaded) return [];
  const known = new Set(before.conversations.map(({ id }) => id));
  const newest = before.conversations[0]?.last_at ?? 0;
  return after.conversations.filter(
    ({ id, last_at, last_sender }) => !known.has(id) && last_sender === "visitor" && last_at >= newest,
  );
}
