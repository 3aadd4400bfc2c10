import { useEffect, useState } from "preact/hooks";

/** What the address names, as parseRoute says it. */
export function useRoute(route) {
  const [found, setFound] = useState(route.current);
  useEffect(() => {
    const follow = () => setFound(route.current());
    const stop = route.listen(follow);
    follow(); // it may have changed since this was first drawn, before anybody listened
    return stop;
  }, [route]);
  return found;
}
