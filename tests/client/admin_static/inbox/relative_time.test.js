import assert from "node:assert/strict";
import { before, test } from "node:test";
import { enDashboard } from "../../../../admin_static/catalogue/en_dashboard.js";
import { relativeTime } from "../../../../admin_static/inbox/relative_time.js";
import { addTexts } from "../../../../client/ui/catalogue.js";
import { briefTime } from "../../../../client/ui/time.js";

const now = new Date(2026, 6, 16, 14, 30).getTime();
const ago = (minutes) => now - minutes * 60_000;

before(() => addTexts(enDashboard));

test("within the minute it is now", () => {
  assert.equal(relativeTime(now, now), "now");
  assert.equal(relativeTime(ago(0.99), now), "now");
});

test("a server clock that is ahead shows now, not a negative time", () => {
  assert.equal(relativeTime(ago(-5), now), "now");
});

test("within the hour it is minutes", () => {
  assert.equal(relativeTime(ago(1), now), "1m ago");
  assert.equal(relativeTime(ago(59.9), now), "59m ago");
});

test("after an hour it is the time or the day", () => {
  assert.equal(relativeTime(ago(60), now), briefTime(ago(60), now));
  assert.match(relativeTime(ago(60), now), /13:30|1:30/);
  assert.equal(relativeTime(ago(24 * 60), now), "Yesterday");
});
