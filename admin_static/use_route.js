import { useEffect, useState } from "preact/hooks";

/** The conversation that the address names, or null. */
export function useRoute(route) {
  const [{ conversationId }, setRoute] = useState(route.current);
  useEffect(() => route.listen(() => setRoute(route.current())), [route]);
  return conversationId;
}
