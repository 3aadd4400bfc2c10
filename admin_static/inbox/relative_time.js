import { useEffect, useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { briefTime } from "../../client/ui/time.js";

const MINUTE = 60_000;

/** Minutes ago within the last hour, then the time or the day. @param {number} at @param {number} now */
export function relativeTime(at, now) {
  const minutes = Math.floor((now - at) / MINUTE);
  if (minutes < 1) return t("inbox.now");
  if (minutes < 60) return t("inbox.minutes", { count: minutes });
  return briefTime(at, now);
}

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
