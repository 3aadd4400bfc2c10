import { useEffect, useState } from "preact/hooks";
import { ago, DAY, HOUR, MINUTE } from "../../client/ui/ago.js";
import { t } from "../../client/ui/catalogue.js";
import { briefTime, clockTime, dayStart, format } from "../../client/ui/time.js";
import { language } from "../../client/ui/translate.js";

/** @type {Intl.DateTimeFormatOptions} */
const SOON = { weekday: "short", hour: "2-digit", minute: "2-digit" };
/** @type {Intl.DateTimeFormatOptions} */
const LATER = { day: "numeric", month: "short" };

/** Minutes ago within the last hour, then the time or the day. @param {number} at @param {number} now */
export const relativeTime = (at, now) =>
  ago(at, now, { within: HOUR, style: "narrow" }) ?? briefTime(at, now);

/** How long ago, in the largest unit. @param {number} since @param {number} now */
export function duration(since, now) {
  const minutes = Math.max(0, Math.floor((now - since) / MINUTE));
  if (minutes < 60) return t("inbox.minutes", { count: Math.max(1, minutes) });
  if (minutes < 24 * 60) return t("inbox.hours", { count: Math.floor(minutes / 60) });
  return t("inbox.days", { count: Math.floor(minutes / (24 * 60)) });
}

/** A time ahead, in as few words as a narrow column needs: 09:00, Tue 09:00 or 14 Jul. @param {number} until @param {number} now */
export function untilTime(until, now, locale = language.locale) {
  const days = Math.round((dayStart(until) - dayStart(now)) / DAY);
  if (days <= 0) return clockTime(until, locale);
  const options = days < 7 ? SOON : LATER;
  return format(locale, options, until);
}

/** The current time, updated every minute, and when the tab is shown again. */
export function useNow() {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const update = () => document.hidden || setNow(Date.now());
    const timer = setInterval(update, MINUTE);
    document.addEventListener("visibilitychange", update);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", update);
    };
  }, []);
  return now;
}
