import assert from "node:assert/strict";
import { test } from "node:test";
import { troubleOf } from "../../../client/ui/connection_banner.js";

const calm = { connection: "live", behind: false, showPolling: false };

test("a live connection that has everything is not worth a word", () => {
  assert.equal(troubleOf(calm), null);
});

test("no connection is told before anything else", () => {
  assert.equal(troubleOf({ ...calm, connection: "offline", behind: true }), "offline");
});

test("a busy server is told as that, and not as no connection", () => {
  assert.equal(troubleOf({ ...calm, connection: "busy", behind: true }), "busy");
});

test("a live connection may be behind, and says so", () => {
  assert.equal(troubleOf({ ...calm, behind: true }), "behind");
});

test("polling is told to those who asked to know", () => {
  assert.equal(troubleOf({ ...calm, connection: "polling" }), null);
  assert.equal(troubleOf({ ...calm, connection: "polling", showPolling: true }), "polling");
});
