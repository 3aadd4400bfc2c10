import assert from "node:assert/strict";
import { before, test } from "node:test";
import { enDashboard } from "../../../../admin_static/catalogue/en_dashboard.js";
import { inboxTime } from "../../../../admin_static/inbox/inbox_time.js";
import { addTexts } from "../../../../client/ui/catalogue.js";
import { briefTime } from "../../../../client/ui/time.js";

const now = new Date(2026, 6, 16, 14, 30).getTime();
const ago = (minutes) => now - minutes * 60_000;

before(() => addTexts(enDashboard));

test("within the minute it is now", () => {
  assert.equal(inboxTime(now, now), "now");
  assert.equal(inboxTime(ago(0.99), now), "now");
});

test("a server clock that runs ahead is now, not minus something", () => {
  assert.equal(inboxTime(ago(-5), now), "now");
});

test("within the hour it is minutes", () => {
  assert.equal(inboxTime(ago(1), now), "1 min");
  assert.equal(inboxTime(ago(59.9), now), "59 min");
});

test("after an hour it is the moment", () => {
  assert.equal(inboxTime(ago(60), now), briefTime(ago(60), now));
  assert.match(inboxTime(ago(60), now), /13:30|1:30/);
  assert.equal(inboxTime(ago(24 * 60), now), "Yesterday");
});
