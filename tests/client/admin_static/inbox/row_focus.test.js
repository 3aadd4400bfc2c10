import assert from "node:assert/strict";
import { test } from "node:test";
import { nextRow, tabStop } from "../../../../admin_static/inbox/row_focus.js";

const ids = ["a", "b", "c"];

test("arrow keys move by one row", () => {
  assert.equal(nextRow(ids, "a", "ArrowDown"), "b");
  assert.equal(nextRow(ids, "c", "ArrowUp"), "b");
});

test("the first and the last row do not wrap around", () => {
  assert.equal(nextRow(ids, "c", "ArrowDown"), "c");
  assert.equal(nextRow(ids, "a", "ArrowUp"), "a");
});

test("Home and End move to the first and the last row", () => {
  assert.equal(nextRow(ids, "b", "Home"), "a");
  assert.equal(nextRow(ids, "b", "End"), "c");
});

test("without a focused row, or if it was removed, it starts at the top", () => {
  assert.equal(nextRow(ids, null, "ArrowDown"), "a");
  assert.equal(nextRow(ids, "removed", "ArrowUp"), "a");
});

test("after a row has moved, it continues from its new place", () => {
  assert.equal(nextRow(["c", "a", "b"], "c", "ArrowDown"), "a");
});

test("other keys do nothing, and nothing moves in an empty inbox", () => {
  for (const key of ["Enter", "Tab", "j", "toString"]) assert.equal(nextRow(ids, "a", key), null, key);
  assert.equal(nextRow([], null, "ArrowDown"), null);
  assert.equal(nextRow([], null, "Home"), null);
});

test("Tab reaches the row last focused, else the open one, else the first", () => {
  assert.equal(tabStop(ids, "b", "c"), "b");
  assert.equal(tabStop(ids, "removed", "c"), "c");
  assert.equal(tabStop(ids, null, null), "a");
  assert.equal(tabStop([], "b", "c"), null);
});
