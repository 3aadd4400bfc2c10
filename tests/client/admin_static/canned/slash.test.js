import assert from "node:assert/strict";
import { test } from "node:test";
import { listKey, typedAfterSlash } from "../../../../admin_static/canned/slash.js";

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

test("a slash at the start of the text opens the list, with what follows it", () => {
  assert.equal(typedAfterSlash("/"), "");
  assert.equal(typedAfterSlash("/return pol"), "return pol");
});

test("a slash elsewhere, a second line and a long text are a message", () => {
  for (const text of ["", "and/or", " /returns", "/returns\nmore", `/${"x".repeat(61)}`])
    assert.equal(typedAfterSlash(text), null, text);
});

test("Enter and Tab insert, Escape closes", () => {
  assert.equal(listKey({ ...plain, key: "Enter" }, true), "insert");
  assert.equal(listKey({ ...plain, key: "Tab" }, true), "insert");
  assert.equal(listKey({ ...plain, key: "Escape" }, true), "close");
  assert.equal(listKey({ ...plain, key: "Escape" }, false), "close");
});

test("other keys, keys with Shift or Ctrl, and Enter without a reply belong to the text box", () => {
  assert.equal(listKey({ ...plain, key: "a" }, true), null);
  assert.equal(listKey({ ...plain, key: "Enter" }, false), null);
  assert.equal(listKey({ ...plain, key: "Enter", shiftKey: true }, true), null);
  assert.equal(listKey({ ...plain, key: "Tab", shiftKey: true }, true), null);
  assert.equal(listKey({ ...plain, key: "Enter", ctrlKey: true }, true), null);
});
