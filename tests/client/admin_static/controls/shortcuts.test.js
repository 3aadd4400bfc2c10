import assert from "node:assert/strict";
import { test } from "node:test";
import { shortcut } from "../../../../admin_static/controls/shortcuts.js";

const free = { ignored: false, typing: false, singleKeys: true };

test("single keys act while the admin is not typing", () => {
  assert.equal(shortcut({ ...free, key: "j" }), "next");
  assert.equal(shortcut({ ...free, key: "k" }), "previous");
  assert.equal(shortcut({ ...free, key: "?" }), "help");
});

test("a letter typed into a text box has no action", () => {
  for (const key of ["j", "k", "?"]) assert.equal(shortcut({ ...free, key, typing: true }), null, key);
});

test("single keys can be switched off, Escape cannot", () => {
  for (const key of ["j", "k", "?"]) assert.equal(shortcut({ ...free, key, singleKeys: false }), null, key);
  assert.equal(shortcut({ ...free, key: "Escape", singleKeys: false }), "back");
});

test("Escape acts in a text box too", () => {
  assert.equal(shortcut({ ...free, key: "Escape", typing: true }), "back");
});

test("keys with Ctrl, Alt or Meta, and keys that were handled elsewhere, have no action", () => {
  for (const key of ["j", "?", "Escape"]) assert.equal(shortcut({ ...free, key, ignored: true }), null, key);
});

test("other keys have no action, whatever their name", () => {
  for (const key of ["a", "Enter", "toString", "J"]) assert.equal(shortcut({ ...free, key }), null, key);
});
