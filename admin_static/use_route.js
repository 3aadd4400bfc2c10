import { useEffect, useState } from "preact/hooks";

/** What the address names, as parseRoute says it. */
export function useRoute(route) {
  const [found, setFound] = useState(route.current);
  useEffect(() => route.listen(() => setFound(route.current())), [route]);
  return found;
}
