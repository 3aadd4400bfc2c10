/** @import {OpeningHours} from "../../client/wire" */
import { useEffect, useState } from "preact/hooks";
import { awayText } from "../../client/ui/away.js";
import { html } from "../../client/ui/html.js";
import { ClockIcon } from "../../client/ui/icons.js";
import { openingAt } from "../../client/ui/opening_hours.js";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Outside the opening hours: that nobody is there, and until when. While the panel is open, one timer waits for the next
 * change; no request is made.
 * @param {{hours: OpeningHours, open: boolean}} props
 */
export function AwayNotice({ hours, open }) {
  const [now, setNow] = useState(Date.now);
  const { open: isOpen, until } = openingAt(hours, now);
  useEffect(() => {
    if (!open) return;
    const update = () => setNow(Date.now());
    // A device that slept has passed the time, and a timer that is too long fires at once: both compute again.
    const wait = until === null ? LONGEST_TIMER_MS : Math.min(until - Date.now(), LONGEST_TIMER_MS);
    const timer = setTimeout(update, Math.max(wait, 0));
    document.addEventListener("visibilitychange", update);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", update);
    };
  }, [open, until, now]);
  // The panel may have been closed for a day.
  useEffect(() => {
    if (open) setNow(Date.now());
  }, [open]);

  return html`
    <div role="status">
      ${!isOpen && html`<p class="pl-banner away"><${ClockIcon} /><span>${awayText(until, now)}</span></p>`}
    </div>
  `;
}
