import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTIONS } from "../../../../admin_static/controls/actions.js";
import { createKeys, keyOf, keyTexts } from "../../../../admin_static/controls/shortcuts.js";

const free = { typing: false, singleKeys: true, at: 0 };
const all = () => true;
const press = (pressed, possible = all) => createKeys(possible)({ ...free, ...pressed });
const none = { code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test("single keys act while the admin is not typing", () => {
  assert.equal(press({ key: "j" }), "next");
  assert.equal(press({ key: "k" }), "previous");
  assert.equal(press({ key: "e" }), "close");
  assert.equal(press({ key: "?" }), "help");
});

test("no character typed into a text box is an action", () => {
  for (const { key } of Object.values(ACTIONS))
    if (key && key !== "Escape" && !key.startsWith("Mod+")) {
      const keys = createKeys(all);
      for (const each of key.split(" ")) assert.equal(keys({ ...free, key: each, typing: true }), null, key);
    }
});

test("single keys can be switched off, Escape cannot", () => {
  for (const key of ["j", "k", "?", "Shift+e"]) assert.equal(press({ key, singleKeys: false }), null, key);
  assert.equal(press({ key: "Escape", singleKeys: false }), "back");
});

test("Escape acts in a text box too", () => {
  assert.equal(press({ key: "Escape", typing: true }), "back");
});

test("other keys have no action, whatever their name", () => {
  for (const key of ["q", "Enter", "toString", "Shift+j", "Mod+j", null])
    assert.equal(press({ key }), null, key);
});

test("an action that is not possible has no key", () => {
  assert.equal(
    press({ key: "e" }, (id) => id !== "close"),
    null,
  );
});

test("two keys act one after the other, within a second", () => {
  const keys = createKeys(all);
  assert.equal(keys({ ...free, key: "g", at: 0 }), null);
  assert.equal(keys({ ...free, key: "Shift", at: 400 }), null);
  assert.equal(keys({ ...free, key: "s", at: 900 }), "settings");
  assert.equal(keys({ ...free, key: "s", at: 950 }), null, "the first key is used up");
  keys({ ...free, key: "g", at: 2_000 });
  assert.equal(keys({ ...free, key: "i", at: 3_001 }), null);
});

test("the second of two keys that belong to no action acts alone", () => {
  const keys = createKeys(all);
  keys({ ...free, key: "g", at: 0 });
  assert.equal(keys({ ...free, key: "j", at: 100 }), "next");
});

test("a text box between two keys ends the pair", () => {
  const keys = createKeys(all);
  keys({ ...free, key: "g", at: 0 });
  keys({ ...free, key: "o", typing: true, at: 100 });
  assert.equal(keys({ ...free, key: "s", at: 200 }), null);
});

test("a held key moves through the list, but closes only one conversation", () => {
  assert.equal(press({ key: "j", repeat: true }), "next");
  assert.equal(press({ key: "e", repeat: true }), null);
});

test("keys have names that do not depend on Caps Lock or the alphabet of the keyboard", () => {
  assert.equal(keyOf({ ...none, key: "j" }, false), "j");
  assert.equal(keyOf({ ...none, key: "J" }, false), "j");
  assert.equal(keyOf({ ...none, key: "J", shiftKey: true }, false), "Shift+j");
  assert.equal(keyOf({ ...none, key: "?", shiftKey: true }, false), "?");
  assert.equal(keyOf({ ...none, key: "у", code: "KeyE" }, false), "e");
  assert.equal(keyOf({ ...none, key: "é", code: "Digit2" }, false), "é");
});

test("Ctrl is ⌘ on Apple's computers, and other combinations belong to the browser", () => {
  assert.equal(keyOf({ ...none, key: "k", ctrlKey: true }, false), "Mod+k");
  assert.equal(keyOf({ ...none, key: "k", metaKey: true }, true), "Mod+k");
  assert.equal(keyOf({ ...none, key: "k", ctrlKey: true }, true), null);
  assert.equal(keyOf({ ...none, key: "k", metaKey: true }, false), null);
  assert.equal(keyOf({ ...none, key: "j", altKey: true }, false), null);
});

test("a key is called what is written on it", () => {
  assert.deepEqual(keyTexts("Mod+k", false), ["Ctrl", "K"]);
  assert.deepEqual(keyTexts("Mod+k", true), ["⌘", "K"]);
  assert.deepEqual(keyTexts("g s", false), ["G", "S"]);
  assert.deepEqual(keyTexts("Escape", false), ["Esc"]);
  assert.deepEqual(keyTexts("?", false), ["?"]);
});
