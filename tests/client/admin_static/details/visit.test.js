import assert from "node:assert/strict";
import { test } from "node:test";
import { languageName } from "../../../../admin_static/controls/language_name.js";
import { localTime, readable } from "../../../../admin_static/details/visit.js";

const NOON = Date.UTC(2026, 6, 16, 12);

test("a visitor's local time has the name of their time zone", () => {
  assert.equal(localTime("America/New_York", NOON, "en-GB"), "08:00 (America/New York)");
  assert.equal(localTime("", NOON), "");
});

test("a time zone or a language that this browser does not know is shown as it was sent", () => {
  assert.equal(localTime("Mars/Olympus", NOON), "Mars/Olympus");
  assert.equal(languageName("x"), "x");
});

test("a language is shown by its name", () => {
  assert.equal(languageName("de-AT", "en"), "Austrian German");
  assert.equal(languageName(""), "");
});

test("a path is shown with its letters, and one that is wrongly encoded as it is", () => {
  assert.equal(readable("/gr%C3%B6%C3%9Fe"), "/größe");
  assert.equal(readable("/100%"), "/100%");
});
