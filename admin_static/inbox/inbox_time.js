import { t } from "../../client/ui/catalogue.js";
import { briefTime } from "../../client/ui/time.js";

const MINUTE = 60_000;

/** How long ago for the last hour, when that is what one wants to know; then the clock and the day. */
export function inboxTime(at, now) {
  const minutes = Math.floor((now - at) / MINUTE);
  if (minutes < 1) return t("inbox.now");
  if (minutes < 60) return t("inbox.minutes", { count: minutes });
  return briefTime(at, now);
}
