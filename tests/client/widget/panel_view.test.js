import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf } from "../../../widget/panel_view.js";

const ready = { phase: "ready", connection: "live", loaded: true, messages: [{}] };

test("the header shows the state of the connection", () => {
  for (const connection of ["live", "polling", "connecting", "busy", "offline"]) {
    assert.equal(lineOf({ ...ready, connection }), connection);
  }
});

test("before the first message the header shows the connection only if there is a problem", () => {
  const fresh = { ...ready, connection: "polling", messages: [] };
  assert.equal(lineOf(fresh), "idle");
  assert.equal(lineOf({ ...fresh, connection: "offline" }), "offline");
  assert.equal(lineOf({ ...fresh, connection: "busy" }), "busy");
});

test("a conversation that is not loaded yet is not a new one", () => {
  assert.equal(lineOf({ ...ready, connection: "connecting", loaded: false, messages: [] }), "connecting");
});

test("it is connecting until there is a session, and empty when chat is refused", () => {
  assert.equal(lineOf({ ...ready, phase: "starting", connection: "polling" }), "connecting");
  assert.equal(lineOf({ ...ready, phase: "refused" }), null);
});
