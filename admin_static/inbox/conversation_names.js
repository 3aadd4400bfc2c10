/** Names shared by several rows ("Visitor", mostly): those rows show a piece of their id as well. */
export function sharedNames(conversations) {
  const seen = new Set();
  const shared = new Set();
  for (const { name } of conversations) (seen.has(name) ? shared : seen).add(name);
  return shared;
}

export function shortId(conversationId) {
  return conversationId.slice(-4);
}
