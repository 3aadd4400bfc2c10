import assert from "node:assert/strict";
import { test } from "node:test";
import { shortcut } from "../../../../admin_static/desk/shortcut.js";

const free = { held: false, typing: false, singleKeys: true };

test("single keys act when nobody types", () => {
  assert.equal(shortcut({ ...free, key: "j" }), "next");
  assert.equal(shortcut({ ...free, key: "k" }), "previous");
  assert.equal(shortcut({ ...free, key: "?" }), "help");
});

test("a letter that is typed stays a letter", () => {
  for (const key of ["j", "k", "?"]) assert.equal(shortcut({ ...free, key, typing: true }), null, key);
});

test("single keys can be switched off, Escape stays", () => {
  for (const key of ["j", "k", "?"]) assert.equal(shortcut({ ...free, key, singleKeys: false }), null, key);
  assert.equal(shortcut({ ...free, key: "Escape", singleKeys: false }), "back");
});

test("Escape leaves the reply as well", () => {
  assert.equal(shortcut({ ...free, key: "Escape", typing: true }), "back");
});

test("keys with Ctrl, Alt or Meta, or taken by somebody else, are the browser's", () => {
  for (const key of ["j", "?", "Escape"]) assert.equal(shortcut({ ...free, key, held: true }), null, key);
});

test("other keys mean nothing, whatever they are called", () => {
  for (const key of ["a", "Enter", "toString", "J"]) assert.equal(shortcut({ ...free, key }), null, key);
});
