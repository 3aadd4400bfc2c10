import { dayStart } from "../../client/ui/time.js";

/** @returns {[number, object[]][]} the entries in their order, those of each day under its midnight */
export function byDay(entries) {
  const days = new Map();
  for (const entry of entries) {
    const day = dayStart(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
