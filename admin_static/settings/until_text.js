import { t } from "../../client/ui/catalogue.js";
import { clockTime, dayLabel } from "../../client/ui/time.js";

/** "Tuesday 24 November, 10:30": until when something is good. */
export function untilText(at, now = Date.now()) {
  return t("settings.until", { day: dayLabel(at, now), time: clockTime(at) });
}
