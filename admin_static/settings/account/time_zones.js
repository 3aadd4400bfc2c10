/** The zone of this browser, or UTC if it tells none. */
export function browserZone(format = new Intl.DateTimeFormat()) {
  return format.resolvedOptions().timeZone || "UTC";
}

/**
 * The names of all time zones that this browser knows, with `chosen` and UTC among them: browsers know some under other
 * names, and not every browser lists UTC.
 * @param {string} chosen
 */
export function timeZones(chosen, known = Intl.supportedValuesOf?.("timeZone") ?? []) {
  return [...new Set([...known, chosen, "UTC"])].sort();
}
