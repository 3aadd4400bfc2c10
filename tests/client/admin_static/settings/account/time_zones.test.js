import assert from "node:assert/strict";
import { test } from "node:test";
import { browserZone, timeZones } from "../../../../../admin_static/settings/account/time_zones.js";

test("the browser's own zone is the default, UTC if it tells none", () => {
  const telling = (timeZone) => ({ resolvedOptions: () => ({ timeZone }) });
  assert.equal(browserZone(telling("Europe/Berlin")), "Europe/Berlin");
  assert.equal(browserZone(telling(undefined)), "UTC");
});

test("the chosen zone and UTC can be chosen although the browser does not list them", () => {
  assert.deepEqual(timeZones("Asia/Calcutta", ["Asia/Kolkata", "America/New_York"]), [
    "America/New_York",
    "Asia/Calcutta",
    "Asia/Kolkata",
    "UTC",
  ]);
});

test("no zone is listed twice", () => {
  const zones = timeZones("Europe/Berlin");
  assert.equal(new Set(zones).size, zones.length);
  assert.ok(zones.includes("Europe/Berlin"));
});
