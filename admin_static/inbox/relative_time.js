import { useEffect, useState } from "preact/hooks";
import { ago, HOUR, MINUTE } from "../../client/ui/ago.js";
import { briefTime } from "../../client/ui/time.js";

/** Minutes ago within the last hour, then the time or the day. @param {number} at @param {number} now */
export const relativeTime = (at, now) =>
  ago(at, now, { within: HOUR, style: "narrow" }) ?? briefTime(at, now);

/** The current time, updated every minute, and when the tab is shown again. */
export function useNow() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const update = () => setNow(Date.now());
    const timer = setInterval(update, MINUTE);
    document.addEventListener("visibilitychange", update);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", update);
    };
  }, []);
  return now;
}
