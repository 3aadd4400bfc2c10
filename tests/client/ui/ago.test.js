import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, DAY, HOUR, MINUTE } from "../../../client/ui/ago.js";

const NOW = new Date(2026, 6, 20, 12).getTime();
const of = (passed, options) => ago(NOW - passed, NOW, { locale: "en", ...options });

test("it says how long ago within a week, in the largest unit that has passed", () => {
  assert.deepEqual(
    [0, MINUTE - 1, MINUTE, HOUR - 1, HOUR, DAY - 1, DAY, 7 * DAY - 1].map((passed) => of(passed)),
    ["now", "now", "1 min. ago", "59 min. ago", "1 hr. ago", "23 hr. ago", "yesterday", "6 days ago"],
  );
});

test("it is in the reader's language, with its plurals", () => {
  assert.equal(of(5 * MINUTE, { locale: "de" }), "vor 5 Min.");
  assert.match(of(3 * MINUTE, { locale: "ar" }), /دقائق/);
});

test("what was longer ago than asked for has no such text", () => {
  assert.equal(of(7 * DAY), null);
  assert.equal(of(HOUR, { within: HOUR }), null);
  assert.equal(of(HOUR - 1, { within: HOUR, style: "narrow" }), "59m ago");
});

test("a server's clock that is ahead is now", () => {
  assert.equal(of(-10 * MINUTE), "now");
});
