import assert from "node:assert/strict";
import { test } from "node:test";
import { troubleOf } from "../../../client/ui/connection_banner.js";

const calm = { connection: "live", behind: false, showPolling: false };

test("a live connection that is up to date is no problem", () => {
  assert.equal(troubleOf(calm), null);
});

test("a missing connection is the most serious problem", () => {
  assert.equal(troubleOf({ ...calm, connection: "offline", behind: true }), "offline");
});

test("a busy server is shown as busy, not as offline", () => {
  assert.equal(troubleOf({ ...calm, connection: "busy", behind: true }), "busy");
});

test("a live connection that is behind is a problem", () => {
  assert.equal(troubleOf({ ...calm, behind: true }), "behind");
});

test("polling is a problem only with showPolling", () => {
  assert.equal(troubleOf({ ...calm, connection: "polling" }), null);
  assert.equal(troubleOf({ ...calm, connection: "polling", showPolling: true }), "polling");
});
