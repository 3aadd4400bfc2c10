import assert from "node:assert/strict";
import { test } from "node:test";
import { nextFocus } from "../../../widget/focus.js";

const stops = ["close", "log", "box", "send"];

test("Tab at the end goes to the beginning, and back", () => {
  assert.equal(nextFocus(stops, "send", false), "close");
  assert.equal(nextFocus(stops, "close", true), "send");
});

test("between the first and last element the browser moves the focus", () => {
  assert.equal(nextFocus(stops, "log", false), null);
  assert.equal(nextFocus(stops, "log", true), null);
});

test("a lost focus returns to the panel", () => {
  assert.equal(nextFocus(stops, undefined, false), "close");
  assert.equal(nextFocus(stops, undefined, true), "send");
});

test("a panel with nothing to focus has nowhere to go", () => {
  assert.equal(nextFocus([], undefined, false), null);
});
